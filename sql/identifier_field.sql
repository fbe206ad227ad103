-- Fields as they come: what people, forms, spreadsheets and other programs put
-- into the columns of a customer table.  One line each: the raw value, what it is
-- read as, and what was assumed or found wrong.
\set VERBOSITY default
\pset format unaligned
\pset tuples_only
SET client_encoding = 'UTF8';

-- Telephone numbers: E.164, quality, problem, extension, all numbers of the field.
CREATE TEMP TABLE phone_field (n int GENERATED ALWAYS AS IDENTITY, region text, raw text);
COPY phone_field (region, raw) FROM stdin;
RU	+7 (916) 234-56-71
RU	8-916-234-56-71
RU	89162345671
RU	79162345671
RU	9162345671
RU	+7916 234 56 71 (моб)
RU	моб. 8 916 234-56-71
RU	тел.: 8(916)2345671
RU	т.89162345671
RU	8 916 234 56 71 Иван Петрович
RU	Иван 89162345671
RU	8(495)234-56-71 доб. 123
RU	8(495)234-56-71, доб. 12-34
RU	8 495 234-56-71 (вн. 45)
RU	8 495 234-56-71 #45
RU	+7 495 234 56 71 ext 45
RU	8(495)2345671*123
RU	84952345671,,123
RU	+8 916 234 56 71
RU	+89162345671
RU	007 916 2345671
RU	0079162345671
RU	8-10-7-916-234-56-71
RU	810 7 916 234 56 71
RU	+7 8 916 234 56 71
RU	+7 (8) 916 234-56-71
RU	+7(8916)2345671
RU	+789162345671
RU	77 916 234 56 71
RU	+7+79162345671
RU	+7 +7 916 234 56 71
RU	78 916 234 56 71
RU	+7 916 234 56 7
RU	+7 916 234 56 711
RU	8 916 234 56 71 / 8 926 234 56 72
RU	89162345671 89262345672
RU	89162345671;89262345672
RU	8916234567189262345672
RU	8-916-234-56-71, 234-56-71
RU	8 (916) 234-56-71/72
RU	234-56-71
RU	(495) 234-56-71
RU	495 234 56 71
RU	8 800 555 35 35
RU	88005553535
RU	+7 800 555-35-35
RU	7.9162345671E+10
RU	7,9162345671E+10
RU	7.91623E+10
RU	89162345671.0
RU	"89162345671"
RU	'89162345671
RU	=+79162345671
RU	+7 916 234‑56‑71
RU	+7 916 234–56–71
RU	+7 916 234 56 71
RU	‪+7 916 234-56-71‬
RU	＋７９１６２３４５６７１
RU	+7(9I6)2345671
RU	+7 (9l6) 234-56-7O
RU	8 9162 34 56 71
RU	8.916.234.56.71
RU	8 916 2345671 WhatsApp
RU	whatsapp:+79162345671
RU	tel:+7-916-234-56-71
RU	tel:8(916)234-56-71;ext=12
RU	sip:+79162345671@sip.mts.ru
RU	79162345671@s.whatsapp.net
RU	79162345671@c.us
RU	https://wa.me/79162345671
RU	wa.me/79162345671
RU	viber://chat?number=%2B79162345671
RU	+7 999 999 99 99
RU	+79999999999
RU	80000000000
RU	+7 111 111 11 11
RU	1234567890
RU	+7 (123) 456-78-90
RU	89991234567
RU	+7 900 000 00 00
RU	+7 912 345 67 89
RU	0
RU	-
RU	нет
RU	нет телефона
RU	не звонить 89162345671
RU	112
RU	02
RU	0890
RU	900
RU	*100#
RU	+7 916 ***-**-71
RU	+7 916 xxx xx 71
RU	8 916 234 56 XX
RU	+380 67 234 56 71
RU	380672345671
RU	+375 29 234 56 71
RU	375292345671
RU	+7 701 234 56 71
RU	8 701 234 56 71
RU	87012345671
KZ	8 (701) 234-56-71
KZ	8 727 234 56 71
RU	+998 90 123 45 67
RU	998901234567
RU	+996 555 123 456
RU	+374 91 234567
RU	+995 555 12 34 56
RU	+992 93 123 45 67
RU	992931234567
RU	+1 212 555 0100
RU	+1 (212) 736-5000
RU	12127365000
RU	0012127365000
RU	+49 (0) 30 901820
RU	+49 (0)30 901820
RU	+44 (0) 20 7946 0958
RU	+44 (0)20 7183 8750
RU	0044 20 7183 8750
RU	+86 138 0013 8000
RU	+90 532 123 45 67
RU	+972-52-123-4567
RU	+39 06 6982 1
RU	+33 6 12 34 56 78
RU	+52 1 55 1234 5678
RU	+54 9 11 2345-6789
RU	+55 11 8234-5678
RU	+55 11 98234-5678
UA	067 234 56 71
UA	80672345671
UA	8 (067) 234-56-71
UA	0 (67) 2345671
BY	8 029 234-56-71
BY	80292345671
BY	029 234 56 71
US	(212) 736-5000
US	1-800-FLOWERS
US	212.736.5000 x123
US	736-5000
US	555-1234
US	+1 555 123 4567
US	2127365000 ext. 5
US	1 (212) 736-5000 (cell)
US	011 44 20 7183 8750
GB	020 7183 8750
GB	07911 123456
GB	(020) 7183 8750 / 8751
DE	030/901820
DE	0151 23456789
DE	+49 151/234 56-789
FR	06.12.34.56.78
IT	06 6982 1
IT	347 1234567
AR	011 15 2345-6789
AR	15 2345-6789
MX	044 55 1234 5678
MX	55 1234 5678
BR	(11) 98234-5678
BR	0 15 11 98234-5678
CN	138 0013 8000
IN	098765 43210
TR	0532 123 45 67
IL	052-123-4567
AE	050 123 4567
\N	89162345671
\N	79162345671
RU	8 (34) 39 12-34-56
RU	8 (3439) 12-34-56
RU	8 (34369) 2-34-56
RU	83436923456
RU	8 978 234 56 71
RU	+7 978 234 56 71
RU	8 (8652) 23-45-67
RU	д.т. 8 (8652) 23-45-67, моб. 8 918 234 56 71
RU	р.т. 234-56-71; сот. 8 918 234 56 71
RU	8916234567l
RU	89l62345671
RU	8 916 234 56 71 после 18:00
RU	8 916 234 56 71 до 18
RU	с 9 до 18 8 916 234 56 71
RU	8 916 234 56 71 (2)
RU	89162345671 кв 12
RU	8916-2345671 02.03.1985
RU	+7 (916) 234-56-71 / ivan@mail.ru
RU	7 916 234 56 71 , 
RU	(8)916 234 56 71
RU	(+7) 916 234 56 71
RU	+(7) 916 234 56 71
RU	+ 7 916 234 56 71
RU	++79162345671
RU	+7-(916)-234-56-71
RU	+7_916_234_56_71
RU	7-916-2345671
RU	[916] 2345671
RU	916/2345671
RU	8\\916\\2345671
RU	'+79162345671'
RU	N/A
RU	null
RU	#ERROR!
RU	#N/A
RU	8 916 234-56-71\n8 926 234-56-72
RU	00 7 916 234 56 71
RU	+007 916 234 56 71
RU	8+79162345671
RU	8-7-916-234-56-71
RU	8 7 916 234 56 71
RU	89162345671!
RU	89162345671?
\.
SELECT f.region, replace(f.raw, E'\n', '/'), x.e164, x.quality, x.problem, x.extension,
       (SELECT string_agg(c, ',') FROM phone_candidates(f.raw, f.region) c HAVING count(*) > 1)
FROM phone_field f, examine_phone(f.raw, f.region) x ORDER BY n;

-- E-mail addresses: where to write, key if it is another one, quality, problem, suggestion.
CREATE TEMP TABLE email_field (n int GENERATED ALWAYS AS IDENTITY, raw text);
COPY email_field (raw) FROM stdin;
ivan.petrov@mail.ru
 Ivan.Petrov@Mail.Ru 
IVAN.PETROV@GMAIL.COM
ivan.petrov+shop@gmail.com
ivanpetrov@googlemail.com
i.v.a.n.petrov+x+y@googlemail.com
ivan-petrov@yandex.ru
ivan.petrov@ya.ru
ivan.petrov+spam@yandex.com
ivan.petrov@yandex.kz
ivan.petrov@narod.ru
79162345671@yandex.ru
ivan@bk.ru
ivan@inbox.ru
ivan+tag@mail.ru
ivan@rambler.ru
ivan@lenta.ru
ivan+tag@outlook.com
ivan.p@hotmail.com
ivan+1@live.ru
ivan+tag@icloud.com
ivan@me.com
ivan@mac.com
x7h2k@privaterelay.appleid.com
foo@duck.com
i.v-a_n+z@proton.me
ivan@protonmail.ch
ivan@pm.me
ivan+x@fastmail.com
x@ivan.fastmail.fm
ivan-tag@yahoo.com
ivan.p@yahoo.com
ivan+tag@aol.com
ivan+tag@zoho.com
ivan@company.ru
Ivan+Tag@Company.ru
"Иван Петров" <ivan@mail.ru>
Иван Петров <ivan@mail.ru>
Иван Петров ivan@mail.ru
<ivan@mail.ru>
mailto:ivan@mail.ru
mailto:ivan@mail.ru?subject=Hi
MAILTO:ivan@mail.ru
ivan@mail.ru.
ivan@mail.ru,
ivan@mail.ru;
ivan@mail.ru; petr@mail.ru
ivan@mail.ru, petr@mail.ru
ivan@mail.ru petr@mail.ru
ivan@mail.ru/petr@mail.ru
ivan @mail.ru
ivan@ mail.ru
ivan @ mail.ru
ivan@mail .ru
ivan@mail. ru
ivan@mail,ru
ivan@mail..ru
ivan..petrov@mail.ru
.ivan@mail.ru
ivan.@mail.ru
ivan@mailru
ivan@mail
ivan@.mail.ru
ivan@mail.ru@
ivan@@mail.ru
@mail.ru
ivan@
ivan
ivan.mail.ru
ivan(at)mail.ru
ivan[at]mail.ru
ivan{a}mail.ru
ivan собака mail.ru
ivan@gamil.com
ivan@gmial.com
ivan@gmail.con
ivan@gmail.ru
ivan@gmai.com
ivan@mail.ry
ivan@mial.ru
ivan@mail.ru.com
ivan@yandex.ry
ivan@yndex.ru
ivan@yandx.ru
ivan@yandex
ivan@rambler.ri
ivan@hotmial.com
ivan@outlok.com
ivan@icloud.co
ivan@yaho.com
ivan@mаil.ru
иван@почта.рф
иван@mail.ru
ivan@почта.рф
info@пример.испытание
ivan@xn--80a1acny.xn--p1ai
IVAN@ПОЧТА.РФ
faß@faß.de
user@bücher.de
"ivan petrov"@mail.ru
"ivan"@mail.ru
ivan\\@x@mail.ru
o'brien@gmail.com
ivan&olga@mail.ru
ivan#1@mail.ru
a/b@mail.ru
ivan_petrov@mail.ru
-ivan@mail.ru
_@mail.ru
1@mail.ru
a@b.c
a@b
a@1.2.3.4
a@[1.2.3.4]
a@[IPv6:2001:db8::1]
a@localhost
a@test.local
a@example.com
test@test.com
test@test.ru
test@mail.ru
test123@mail.ru
qwerty@mail.ru
qwe@qwe.ru
asdf@asdf.ru
aaa@aaa.ru
aaaa@mail.ru
111@111.ru
1111@mail.ru
123@mail.ru
123456@mail.ru
123@123.ru
a@a.ru
no@no.ru
net@net.ru
нет@нет.рф
noemail@mail.ru
no@mail.ru
none@none.com
null@null.com
xxx@xxx.xx
mail@mail.ru
email@email.com
user@user.ru
client@client.ru
noreply@shop.ru
no-reply@shop.ru
info@company.ru
sales@company.ru
zakaz@shop.ru
buh@company.ru
ivan@mailinator.com
ivan@sub.mailinator.com
ivan@10minutemail.com
ivan@guerrillamail.com
ivan@yopmail.com
ivan@temp-mail.org
abc@mozmail.com
abc@simplelogin.com
abc@anonaddy.me
нет
нет почты
отказался
отказ
-
n/a
NULL
(none)
ivan@mail.ru (основной)
основной: ivan@mail.ru
E-mail: ivan@mail.ru
email:ivan@mail.ru
ivan@mail.ru 8 916 234 56 71
"ivan@mail.ru"
'ivan@mail.ru'
«ivan@mail.ru»
(ivan@mail.ru)
[ivan@mail.ru]
ivan@mail.ru>
<a href="mailto:ivan@mail.ru">ivan@mail.ru</a>
ivan@mail.ru\tpetr@mail.ru
ivаn@mail.ru
ivan%40mail.ru
ivan@mail_ru.com
ivan@-mail.ru
ivan@mail-.ru
ivan@mail.r
ivan@mail.123
ivan@mail.ru:25
http://ivan@mail.ru
ivan@www.mail.ru
www.ivan@mail.ru
ivan@mail.ru?
ivan@mail.ru!
ivan@MAIL.RU
ivan@mail。ru
ivan＠mail.ru
ivan@mail．ru
ivan​@mail.ru
petrov.ivan@gmail.com.
anna.k@list.ru
user.name+tag+sorting@example.com
\.
SELECT raw, x.normalized, nullif(x.key, x.normalized), x.quality, x.problem, suggest_email(raw)
FROM email_field, examine_identifier('email', raw) x ORDER BY n;

-- Names: display form, key, then the parts.
CREATE TEMP TABLE name_field (n int GENERATED ALWAYS AS IDENTITY, raw text);
COPY name_field (raw) FROM stdin;
Иванов Иван Иванович
ИВАНОВ ИВАН ИВАНОВИЧ
иванов иван иванович
Иван Иванович Иванов
Иван Иванов
Иванов Иван
Иванов И.И.
Иванов И. И.
И.И. Иванов
И. Иванов
Иванов И
Иванова Мария Петровна
Мария Иванова
Петров-Водкин Кузьма Сергеевич
Петров - Водкин Кузьма
Салтыков-Щедрин М.Е.
Анна-Мария Шмидт
Мамедов Али Гусейн оглы
Мамедова Лейла Али кызы
Алиев Гейдар Алирза оглу
Абдуллаев Рустам Шавкат угли
Нурсултан Абишулы Назарбаев
Байтурсынов Ахмет Байтурсынұлы
Шевченко Тарас Григорович
Шевченко Олена Іванівна
Коваленко Ольга
Лукашэнка Аляксандр Рыгоравіч
Ким Чен Ир
Ким Виктория Дмитриевна
Цой Виктор
Цой В.Р.
Гоголь Николай Васильевич
Толстой Лев Николаевич
Лев Толстой
Черных Алексей Иванович
Седых Ольга
Живаго Юрий Андреевич
Дурново Пётр Николаевич
Бонч-Бруевич Владимир Дмитриевич
Абрамович Роман Аркадьевич
Роман Абрамович
Стефанович Михаил
Войнович Владимир Николаевич
Мицкевич Адам
Рабинович Сара Абрамовна
Ильич Пётр
Никита Сергеевич Михалков
Савва Игнатьевич Морозов
Илья Муромец
Кузьма Минин
Любовь Успенская
Саша Петров
Женя Белоусов
Валя Иванова
Саша Иванова
Слава Зайцев
Никита
Анна
Иванов
Г-н Иванов
г-жа Петрова Анна
Уважаемый Иван Иванович
гр. Сидоров Семён
д-р Айболит
проф. Преображенский Ф.Ф.
Профессор Преображенский Филипп Филиппович
к.т.н. Сидоров П.П.
Иванов Иван Иванович (мл.)
Иванов Иван мл.
Иванов-старший Иван
ООО Ромашка
ООО "Ромашка"
ИП Иванов Иван Иванович
ИП Иванов И.И.
Индивидуальный предприниматель Петров Пётр
АО «Газпром»
ПАО Сбербанк
Иванов Иван, Петров Пётр
Иванов Иван и Петрова Анна
Иван (Ваня) Иванов
Иванова (Петрова) Анна
Иванова (дев. Петрова) Анна Сергеевна
Иванов Иван 8 916 234 56 71
Иванов Иван 1985
Иван 2
Тест
тест тестов
Тестов Тест Тестович
test test
Test User
Аноним
Неизвестно
нет
Не указано
Без имени
-
.
?
Иван ?
фыва
asdf
asdfgh
йцукен
qwerty
ааа
аааа
Ааа Ббб
xxx
Иван Иванович
Мария Петровна
Иван И.
Иван Иванович И.
О'Коннор Джон
O'Connor, John
OConnor John
John Smith
Smith, John
SMITH JOHN
John Q. Smith
John Fitzgerald Kennedy
John Smith Jr.
John Smith Jr
John Smith III
Dr. John Smith
Mr John Smith
Mrs. Jane Doe
Ms Jane Doe-Smith
John Smith, PhD
John Smith MD
Prof. Dr. Hans Müller
Ludwig van Beethoven
van der Berg, Jan
Jan van der Berg
Charles de Gaulle
Leonardo da Vinci
Karl-Heinz von Müller
Vincent van Gogh
José María García López
García Márquez, Gabriel
Maria dos Santos
Jean-Luc Picard
Jean Luc Picard
McDonald Ronald
MCDONALD, RONALD
MacArthur Douglas
Björk Guðmundsdóttir
Łukasz Wójcik
Đặng Thị Hồng
Nguyễn Văn An
李小龙
李 小龙
山田 太郎
محمد علي
Abdul Rahman Al-Rashid
Mohammed bin Salman
Mehmet Öztürk
İSMAİL YILMAZ
Georgios Papadopoulos
Γεώργιος Παπαδόπουλος
გიორგი
Ivanov Ivan Ivanovich
IVANOV IVAN IVANOVICH
Ivan Ivanovich Ivanov
Shcherbakova Yulia
Tchaikovsky Pyotr
Юлия Щербакова
Иванoв Иван
Ивaн Иванов
Ѝван
Иванов  Иван   Иванович
Иванов,Иван
Иванов;Иван
Иванов_Иван
Иванов.Иван
ИвановИван
Иванов Иван Иванович!!!
"Иванов Иван"
Иван ☺ Иванов
Иван 🙂
иван@mail.ru
ivan.petrov
Клиент
Покупатель
Клиент 123
Гость
Guest
Admin
User123
Менеджер Анна
Мама
папа Саши
Иванов Иван Иванович Иванович
Иванов Иван Иванович оглы
Де Бройль Луи
фон Браун Вернер
Вернер фон Браун
Ле Корбюзье
Хо Ши Мин
Бен Ладен Усама
Аль-Фараби Абу Наср
Ван Гог Винсент
Оглы Мамед
Кызы
Сулейман Стальский
Гасан-заде Тофик
Гасанзаде Тофик Гасан оглы
Мария-Антуанетта
Эмма Уотсон
Игорь
Нелли Ивановна
Оля
Иван Грозный
Пушкин А.С. 1799
Пушкин Александр Сергеевич, 06.06.1799
Христо Стоичков
Ё-моё
Ёлкина Алёна
Елкина Алена
\.
SELECT raw, normalize_name(raw), name_key(raw), x.* FROM name_field, parse_name(raw) x ORDER BY n;

-- Postal addresses: parts, then the key.
CREATE TEMP TABLE address_field (n int GENERATED ALWAYS AS IDENTITY, raw text);
COPY address_field (raw) FROM stdin;
г. Москва, ул. Тверская, д. 7, кв. 12
Москва, Тверская улица, дом 7, квартира 12
125009, Москва, Тверская ул., 7-12
москва тверская 7 12
г Москва, ул Тверская, 7, 12
РФ, 125009, г. Москва, Тверская ул., д.7, кв.12
Россия, г. Москва, ул. Тверская, д.7 кв.12
МО, г. Химки, ул. Ленина, д. 5 корп. 2, кв. 33
Московская обл., г. Химки, ул. Ленина, д. 5к2, кв. 33
Московская область, Химки г, Ленина ул, дом № 5, корпус 2, кв.33
141400, Московская обл, Химки г, Ленина ул, 5/2, 33
г. Санкт-Петербург, Невский пр., д. 28
СПб, Невский проспект, 28
С-Петербург, Невский пр-т, 28
Санкт-Петербург, пр. Невский, д.28 лит. А
г. Екатеринбург, ул. 8 Марта, д. 12
Екатеринбург, 8-го Марта, 12
г. Москва, ул. 1-я Тверская-Ямская, д. 10, стр. 1
Москва, 1-ая Тверская-Ямская ул., 10 стр 1
Москва, Ленинградское ш., 16А, стр. 4
Москва, Ленинградское шоссе, дом 16а строение 4
г. Москва, пер. Столешников, д. 6
Москва, Столешников переулок 6
Москва, Пресненская наб., 12, оф. 301
Москва, пл. Революции, 2/3
Москва, Ленинский пр-т, д. 32а
Москва, Ленинский просп., 32-А
Московская область, Одинцовский р-н, д. Жуковка, д. 15
дер. Жуковка, 15
с. Покровское, ул. Центральная, 1
п. Лесной, ул. Мира, 3-5
пгт Янтарный, ул. Советская, д. 1
Краснодарский край, ст-ца Каневская, ул. Горького, 45
Республика Татарстан, г. Казань, ул. Баумана, д. 36
Респ Татарстан, Казань г, Баумана ул, д 36
Казань, Баумана 36
г. Тольятти, б-р Буденного, д. 3, кв. 100
Тольятти, бульвар Будённого, 3-100
г. Набережные Челны, 12/34, кв. 5
Зеленоград, корп. 1205, кв. 45
Москва, г. Зеленоград, к. 1205, кв. 45
а/я 45, г. Москва, 101000
до востребования
г. Москва, ул. Академика Королёва, 12
Москва, улица Академика Королева, д 12
ул. Ак. Королева 12
Москва, Большая Никитская, 13
Москва, Б. Никитская ул., 13
Москва, Бол. Никитская ул. 13
Москва, М. Бронная, 4
Москва, Нижняя Красносельская ул, 35 с 9
Москва, ул Нижняя Красносельская, дом 35, строение 9
Москва, мкр. Митино, д.5
г. Воронеж, мкр-н Северный, д. 5
г. Тюмень, ул. 50 лет Октября, 14
Тюмень, 50-летия Октября 14
Владивосток, о. Русский, п. Аякс, 10
Калининград, ул. Генерала Озерова, 17а
Москва, ул. Льва Толстого, 16
ул. Тверская
Москва
Тверская 7
7
кв 12
нет
-
адрес
самовывоз
г. Москва, ул. Ленина, д. б/н
г. Москва, ул. Ленина, д. 5, п. 3, эт. 4, кв. 12, домофон 12к
Москва, Ленина, 5, подъезд 3, этаж 4, кв 12
Москва, ул.Ленина,д.5,кв.12
Москва,Ленина5-12
Новосибирск Красный проспект 25 офис 3
Новосибирск, пр-кт Красный, 25
Sochi, ul. Navaginskaya, 7
Moscow, Tverskaya st., 7, apt 12
123 Main St, Apt 4B, Springfield, IL 62704
123 Main Street #4B, Springfield IL 62704
123 N Main St
123 North Main Street
P.O. Box 123, Springfield, IL 62704
350 Fifth Avenue, New York, NY 10118
350 5th Ave, New York, NY 10118-0110
10 Downing Street, London SW1A 2AA
10 Downing St., London, SW1A2AA
Flat 2, 15 High Street, Oxford OX1 4AA
221B Baker St, London NW1 6XE
1600 Pennsylvania Avenue NW, Washington, DC 20500
1 Infinite Loop, Cupertino, CA 95014, USA
Unit 5, 12 Station Rd, Sydney NSW 2000
Invalidenstraße 43, 10115 Berlin
10 rue de Rivoli, 75001 Paris
12345
ул. Пушкина, дом Колотушкина
asdf
г.Москва,ул.Тверская,д.7,кв.12
г.Москва ул.Тверская д.7 кв.12
МОСКВА УЛ ТВЕРСКАЯ Д 7 КВ 12
Москва г., Тверская ул., вл. 7
Москва, км МКАД 41-й, 1
Московская обл., Истринский район, СНТ Ромашка, уч. 15
СНТ "Ромашка", участок 15
Ленинградская обл, Всеволожский р-н, гп Кузьмоловский, ул Победы, д 4
г.о. Балашиха, мкр. Железнодорожный, ул. Новая, 8
\.
SELECT raw, x.*, (examine_identifier('address', raw)).key FROM address_field, parse_address(raw) x ORDER BY n;

-- Numbers, devices, counters, addresses of the web: both forms, quality, problem.
CREATE TEMP TABLE number_field (n int GENERATED ALWAYS AS IDENTITY, kind text, raw text);
COPY number_field (kind, raw) FROM stdin;
inn	7707083893
inn	ИНН 7707083893
inn	ИНН: 7707083893
inn	7707083893/770701001
inn	7707083893 / КПП 770701001
inn	07707083893
inn	500100732259
inn	7707083893.0
inn	7.707083893E+09
inn	'7707083893
inn	770708389
inn	0707083893
inn	105091430
inn	1111111111
inn	1234567890
inn	7707083894
inn	нет
kpp	770701001
kpp	0108A4934
kpp	77070100
kpp	000000000
kpp	7707-01-001
ogrn	1027700132195
ogrn	ОГРН 1027700132195
ogrn	1027700132196
ogrn	315850060115169
ogrn	0000000000000
snils	112-233-445 95
snils	112 233 445 95
snils	11223344595
snils	СНИЛС 112-233-445 95
snils	112-233-445-95
snils	112-233-445 96
snils	12-233-445 95
bic	044525225
bic	БИК 044525225
bic	44525225
bic	SABRRUMM
bic	DEUTDEFF500
bic	DEUTDEFF
bic	04452522
account_ru	044525225/40702810900000000001
account_ru	40702810900000000001
account_ru	40702 810 9 0000 0000001
account_ru	30101810400000000225
account_ru	044525225 30101810400000000225
passport_ru	4509 123456
passport_ru	45 09 123456
passport_ru	4509123456
passport_ru	45 09 № 123456
passport_ru	серия 4509 номер 123456
passport_ru	паспорт 4509 123456 выдан ОВД
passport_ru	450912345
passport_ru	71 1234567
passport_ru	0000 000000
passport_ru	1234 567890
passport_ru	IV-МЮ 123456
iban	DE89 3704 0044 0532 0130 00
iban	de89370400440532013000
iban	IBAN DE89370400440532013000
iban	DE89370400440532013001
iban	GB82 WEST 1234 5698 7654 32
iban	RU0204452560040702810412345678901
iban	KZ86 125K ZT50 0410 0100
iban	BY13 NBRB 3600 9000 0000 2Z00 AB00
iban	UA21 3223 1300 0002 6007 2335 6600 1
iban	XX12 1234
card	4276 3800 1234 5678
card	2202 2023 4567 8901
card	4111 1111 1111 1111
card	5555555555554444
card	4276 **** **** 1234
card	1234 5678 9012 3456
card	0000000000000000
card	4000000000000002
vat	DE136695976
vat	DE 136695976
vat	ATU13585627
vat	GB 980 7806 84
vat	GB980780684
vat	XI980780684
vat	FR40303265045
vat	CHE-116.281.710 MWST
vat	NO974760673MVA
vat	RU7707083893
vat	EL094259216
vat	GR094259216
vat	ESX1234567X
vat	IE6433435F
lei	5493001KJTIIGC8Y1R12
lei	5493 001K JTII GC8Y 1R12
lei	5493001KJTIIGC8Y1R13
device	6D92078A-8246-4BA4-AE5B-76104861E7DC
device	urn:uuid:6d92078a-8246-4ba4-ae5b-76104861e7dc
device	IDFA:6D92078A-8246-4BA4-AE5B-76104861E7DC
device	00000000-0000-0000-0000-000000000000
device	aabbccddeeff
device	AA-BB-CC-DD-EE-FF
device	490154203237518
device	35-209900-176148-1
device	12345
cookie	GA1.2.1234567890.1700000000
cookie	GA1.1.1234567890.1700000000
cookie	1234567890.1700000000
cookie	_ga=GA1.2.1234567890.1700000000
cookie	_ga=GA1.2.1234567890.1700000000; _gid=GA1.2.1.2
cookie	_ga_ABC123=GS1.1.1700000000.1.1.1700000001.0.0.0
cookie	GS1.1.1700000000.1.1.1700000001.0.0.0
cookie	_ym_uid=1700000000123456789
cookie	1700000000123456789
cookie	fb.1.1700000000123.1234567890
cookie	_fbp=fb.1.1700000000123.1234567890
cookie	fb.1.1700000000123.IwAR2xYz
cookie	_fbc=fb.1.1700000000123.AbCdEf
cookie	_gcl_au=1.1.123456789.1700000000
cookie	undefined
cookie	null
cookie	(not set)
cookie	0.0
cookie	1
cookie	_tmr_lvid=abc123
cookie	mindbox=aaaa
cookie	_hjid=6d92078a-8246-4ba4-ae5b-76104861e7dc
cookie	6D92078A-8246-4BA4-AE5B-76104861E7DC
ip	8.8.8.8
ip	008.008.008.008
ip	8.8.8.8:443
ip	8.8.8.8, 10.0.0.1
ip	10.0.0.1
ip	192.168.1.1
ip	100.64.1.1
ip	127.0.0.1
ip	0.0.0.0
ip	255.255.255.255
ip	169.254.1.1
ip	224.0.0.1
ip	::1
ip	2a00:1450:4010:c0f::64
ip	[2a00:1450:4010:c0f::64]:443
ip	::ffff:8.8.8.8
ip	64:ff9b::808:808
ip	fe80::1%eth0
ip	fd00::1
ip	2001:db8::1
ip	2002:808:808::1
ip	2001:0:53aa:64c::1
ip	8.8.8.8/32
ip	8.8.8.0/24
ip	unknown
ip	300.1.1.1
ip	1.2.3
domain	Example.COM
domain	www.mail.ru
domain	https://www.mail.ru/path
domain	почта.рф
domain	mail.ru.
domain	mail_ru.com
domain	localhost
domain	8.8.8.8
domain	m.vk.com
domain	-bad.com
domain	ivan@mail.ru
domain	mail.ru:8080
domain	*.mail.ru
domain	mail
url	https://www.Example.com/Path?utm_source=a&b=2#frag
url	example.com/path/
url	http://example.com:80/
url	https://example.com:443
url	HTTPS://EXAMPLE.COM/%7Euser?gclid=1
url	https://example.com/?b=2&a=1
url	https://example.com/?yclid=1&_openstat=2&ysclid=3&from=x
url	//example.com/x
url	javascript:alert(1)
url	ftp://example.com/file
url	mailto:ivan@mail.ru
url	https://user:pass@example.com/
url	https://пример.рф/путь
url	https://example.com/a/../b
url	http://
url	нет сайта
url	vk.com/ivan
telegram	@ivan_petrov
telegram	ivan_petrov
telegram	Ivan_Petrov
telegram	https://t.me/ivan_petrov
telegram	t.me/ivan_petrov?start=1
telegram	https://telegram.me/ivan_petrov
telegram	tg://resolve?domain=ivan_petrov
telegram	https://t.me/+AbCdEf
telegram	https://t.me/joinchat/AAAA
telegram	https://t.me/c/123/456
telegram	https://t.me/s/channel
telegram	123456789
telegram	-1001234567890
telegram	tg://user?id=123456789
telegram	ivan_petrov.t.me
telegram	@ivan
telegram	@iva
telegram	+79162345671
telegram	89162345671
telegram	@ivan_bot
telegram	@иван
telegram	нет
vk	id123456
vk	vk.com/id123456
vk	https://vk.com/ivan.petrov
vk	https://m.vk.com/ivan_petrov
vk	vkontakte.ru/id1
vk	https://vk.ru/ivan
vk	@ivan
vk	vk.com/club123
vk	vk.com/public123
vk	vk.com/wall-1_2
vk	vk.com/feed
vk	123456
vk	*id123
vk	id0
vk	[id123]
loyalty	0012 3456-789
loyalty	7 916 234 56 71
loyalty	4607001234567
loyalty	абв-12
login	Ivan.Petrov
login	ivan petrov
login	admin
login	DOMAIN\\ivan
login	ivan@mail.ru
crm_id	  00012 
crm_id	0
crm_id	00000
crm_id	-1
crm_id	#N/A
crm_id	#REF!
swift	SABRRUMM
swift	SABRRUMMXXX
swift	DEUTDEFF500
swift	SWIFT: DEUT DE FF
swift	ABCDEFGH
swift	DEUTDEF0
cookie	__utma=173272373.1990113163.1700000000.1700000100.1700000200.3
cookie	_pk_id.1.abcd=1a2b3c4d5e6f7a8b.1700000000.
cookie	_clck=1w2x3y;
cookie	ajs_anonymous_id=%22abc-def%22
cookie	"abc-def"
inn	105091432
inn	0105091432
login	Админ
login	ivаn
cookie	_clck=1w2x3y|2|f1a|0|1500
ip	10.1.1.1, 8.8.8.8
ip	10.1.1.1, 192.168.0.1
\.
SELECT kind, raw, x.normalized, nullif(x.key, x.normalized), x.quality, x.problem
FROM number_field, examine_identifier(kind, raw) x ORDER BY n;

-- What is read is itself when read again, and so is every key.
SELECT count(*) AS unstable
FROM (SELECT 'email', raw FROM email_field UNION ALL SELECT 'name', raw FROM name_field
      UNION ALL SELECT 'address', raw FROM address_field UNION ALL SELECT kind, raw FROM number_field) f (kind, raw),
     examine_identifier(kind, raw) x, examine_identifier(kind, x.normalized) y
WHERE x.normalized IS NOT NULL AND (y.normalized, y.key) IS DISTINCT FROM (x.normalized, x.key);
SELECT count(*) AS unstable
FROM phone_field f, normalize_phone(f.raw, f.region) x WHERE normalize_phone(x) IS DISTINCT FROM x;
