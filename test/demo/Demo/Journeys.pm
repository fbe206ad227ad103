# The stories behind the interactions: what customers do, step by step.
#
# A story is a method ($self, $who, $at) that calls $self->{log}->add(...)
# for every step and lets other stories follow; Demo::Events decides who
# lives which story when.  Times are seconds since 1970; a step after the
# demo's "now" has not happened yet and is dropped there, so the last days
# hold open endings, as in life.
package Demo::Journeys;

use strict;
use warnings;
use utf8;
use Demo::Mess qw(switch_phone spell_phone);
use Demo::Output qw(number);
use Demo::Random;

use constant { MINUTE => 60, HOUR => 3600, DAY => 86400 };

# Article, name, price in roubles.
my @GOODS = map { [ split /;/ ] } (
  'KT-101;Чайник электрический;2490', 'KT-205;Кофемашина;38990', 'KT-310;Тостер;3190',
  'KT-412;Блендер;4590', 'CL-110;Пылесос;15990', 'CL-220;Робот-пылесос;27990',
  'CL-330;Утюг;3990', 'TV-043;Телевизор 43";29990', 'TV-055;Телевизор 55";54990',
  'PH-011;Смартфон;24990', 'PH-012;Смартфон большой;64990', 'PH-090;Чехол;790',
  'AU-001;Наушники;6990', 'AU-002;Колонка;8990', 'NB-014;Ноутбук 14";59990',
  'NB-015;Ноутбук 15";79990', 'NB-900;Мышь;1290', 'NB-901;Клавиатура;2990',
  'HM-070;Лампа настольная;1990', 'HM-071;Удлинитель;890', 'HM-072;Увлажнитель;5490',
  'LG-301;Стиральная машина;36990', 'LG-302;Холодильник;57990', 'LG-303;Плита;31990'
);
# One after another, half a month each.
my @CAMPAIGNS = qw(august_sale back_to_school september_news coffee_week autumn_sale october_news);
my @STORES = ('Тверская', 'Невский', 'Гринвич', 'Аврора', 'Кольцо', 'Планета', 'Галактика');
my @AGENTS = map { "agent$_" } 1 .. 18;
my @PAGES = qw(/ /catalog /sale /delivery /contacts /tv /kitchen /phones);

sub new {
  my ($class, $log, %options) = @_;
  return bless {
    log => $log, random => Demo::Random->new($options{seed}, 'journeys'), orders => 0,
    since => $options{now} - 90 * DAY,
  }, $class;
}

# ---------- who it is, as the system at hand knows it ----------
# Each returns the source, its key or none, and identifiers where no key is.

# A browser before and after signing in; a visitor has only a cookie.
sub by_cookie {
  my ($self, $who) = @_;
  my @own = grep { $_ ne ($who->{shared_cookie} // '') } @{ $who->{cookies} };
  @own = @{ $who->{cookies} } unless @own;
  return [ 'site', undef, [ [ cookie => $self->{random}->pick(@own) ] ] ];
}

sub by_account {
  my ($self, $who) = @_;
  return [ 'site', $self->{random}->pick(@{ $who->{records}{site} })->{source_key} ];
}

# The switch knows the number that calls, nothing else.
sub by_phone {
  my ($self, $who, $source) = @_;
  my $random = $self->{random};
  my ($main, $second) = @{ $who->{phones} };
  my $phone = $second && $random->chance(0.1) ? $second : $main;
  my $text = $source eq 'call_centre' ? switch_phone($random, $phone) : spell_phone($random, $phone);
  return [ $source, undef, [ [ phone => $text ] ] ];
}

# Mailings go to the CRM's customers, else to the account, else to an address.
sub by_mailing {
  my ($self, $who) = @_;
  my $crm = $who->{records}{crm};
  return [ 'crm', $self->{random}->pick(@$crm)->{source_key} ] if $crm;
  return $self->by_account($who) if $who->{records}{site};
  return [ 'crm', undef, [ [ email => $who->{emails}[0] ] ] ];
}

# The till scans the card; the loyalty programme sends its own key.
sub by_card {
  my ($self, $who) = @_;
  my $random = $self->{random};
  return [ 'shop', undef, [ [ loyalty => $who->{cards}[0] ] ] ] if $random->chance(0.6);
  return [ 'shop', $random->pick(@{ $who->{records}{shop} })->{source_key} ];
}

# ---------- small helpers ----------

sub step {
  my ($self, $who, $as, $channel, $event, $at, $value, %properties) = @_;
  return $self->{log}->add($who, $as, $channel, $event, $at, $value, \%properties);
}

sub later {
  my ($self, $at, $low, $high) = @_;
  return $at + $self->{random}->between($low, $high);
}

sub goods { return $_[0]{random}->pick(@GOODS) }

sub product {
  my ($goods) = @_;
  return (sku => $goods->[0], product => $goods->[1], price => number($goods->[2]));
}

sub campaign {
  my ($self, $at) = @_;
  return $CAMPAIGNS[ int(($at - $self->{since}) / (15 * DAY)) % @CAMPAIGNS ];
}

sub order_id {
  my ($self) = @_;
  return sprintf 'N%06d', ++$self->{orders};
}

# The next morning or later within office hours: nobody calls at night.
sub office_hours {
  my ($self, $at) = @_;
  my $midnight = $at - ($at + 3 * HOUR) % DAY;
  return $self->later($midnight, 9 * HOUR, 20 * HOUR) + ($at - $midnight > 9 * HOUR ? DAY : 0);
}

# ---------- browsing and buying ----------

# Somebody who never told who he is.
sub visitor {
  my ($self, $who, $at) = @_;
  $self->browse($who, $self->by_cookie($who), 'web', $at);
}

# Pages and products; returns when it ended and what was looked at last.
sub browse {
  my ($self, $who, $as, $channel, $at) = @_;
  my $random = $self->{random};
  my @from = $random->chance(0.4) ? (utm_source => $random->pick(qw(yandex vk google telegram))) : ();
  $self->step($who, $as, $channel, 'page_view', $at, undef, page => $random->pick(@PAGES), @from)
    if $channel eq 'web';
  my $goods;
  for (1 .. $random->weighted(4, 1, 4, 2, 2, 3, 1, 5)) {
    $at = $self->later($at, 8, 4 * MINUTE);
    $goods = $self->goods;
    $self->step($who, $as, $channel, 'product_view', $at, undef, product($goods));
  }
  return ($at, $goods);
}

# The funnel on the site: anonymous first, signed in on the way or at the
# till, lost at every step; some return after days to what they left.
sub web_visit {
  my ($self, $who, $at) = @_;
  my $random = $self->{random};
  my $as = $random->chance(0.55) ? $self->by_cookie($who) : $self->by_account($who);
  ($at, my $goods) = $self->browse($who, $as, 'web', $at);
  return unless $random->chance(0.55);
  if (!defined $as->[1]) {
    $as = $self->by_account($who);
    $self->step($who, $as, 'web', 'login', $at = $self->later($at, 5, 90));
  }
  $self->buy_online($who, $as, 'web', $at, $goods);
}

sub app_visit {
  my ($self, $who, $at) = @_;
  my $random = $self->{random};
  my $as = $self->by_account($who);
  $self->step($who, $as, 'app', 'app_open', $at, undef, platform => $random->pick(qw(android ios)));
  ($at, my $goods) = $self->browse($who, $as, 'app', $at + 4);
  return unless $random->chance(0.4);
  $self->buy_online($who, $as, 'app', $at, $goods);
}

sub buy_online {
  my ($self, $who, $as, $channel, $at, $goods) = @_;
  my $random = $self->{random};
  return unless $random->chance(0.7);
  $at = $self->later($at, 5, 3 * MINUTE);
  $self->step($who, $as, $channel, 'add_to_cart', $at, undef, product($goods));
  if ($random->chance(0.3)) {    # left in the cart; a reminder may bring them back
    my $reminded = $self->later($at, 3 * HOUR, 2 * DAY);
    $self->step($who, $self->by_mailing($who), 'email', 'email_sent', $reminded, undef,
      campaign => 'abandoned_cart');
    return unless $random->chance(0.35);
    $at = $self->later($reminded, HOUR, 2 * DAY);
  }
  $at = $self->later($at, 20, 10 * MINUTE);
  $self->step($who, $as, $channel, 'checkout', $at, undef, sku => $goods->[0]);
  return unless $random->chance(0.72);
  $at = $self->later($at, 30, 8 * MINUTE);
  my $order = $self->order_id;
  my $pieces = $random->weighted(8, 1, 2, 2, 1, 3);
  $self->step($who, $as, $channel, 'purchase', $at, $goods->[2] * $pieces,
    order => $order, pieces => number($pieces), product($goods));
  $self->delivery($who, $at, $order, $goods->[2] * $pieces);
}

sub store_visit {
  my ($self, $who, $at) = @_;
  my $random = $self->{random};
  my ($as, $goods, $order) = ($self->by_card($who), $self->goods, $self->order_id);
  my $store = $random->pick(@STORES);
  my $price = $goods->[2];
  $self->step($who, $as, 'store', 'purchase', $at, $price, order => $order, store => $store, product($goods));
  return unless $random->chance(0.05);
  $self->step($who, $as, 'store', 'return', $self->office_hours($at + $random->between(0, 12) * DAY),
    $price, order => $order, store => $store, reason => $random->pick(qw(broken unsuitable)));
}

# ---------- outbound ----------

sub mailing {
  my ($self, $who, $at) = @_;
  my $random = $self->{random};
  my $as = $self->by_mailing($who);
  my @campaign = (campaign => $self->campaign($at));
  $self->step($who, $as, 'email', 'email_sent', $at, undef, @campaign);
  return $self->step($who, $as, 'email', 'email_bounced', $at + 20, undef, @campaign)
    if $random->chance(0.02);
  return unless $random->chance(0.4);
  $self->step($who, $as, 'email', 'email_open', $at = $self->later($at, MINUTE, DAY), undef, @campaign);
  return $self->step($who, $as, 'email', 'unsubscribe', $at + 40, undef, @campaign)
    if $random->chance(0.03);
  return unless $random->chance(0.35);
  $self->step($who, $as, 'email', 'email_click', $at = $self->later($at, 5, 5 * MINUTE), undef, @campaign);
  $self->web_visit($who, $at + 3) if $who->{records}{site};
}

sub text_message {
  my ($self, $who, $at) = @_;
  my $random = $self->{random};
  my $as = $who->{records}{crm} ? $self->by_mailing($who) : $self->by_phone($who, 'crm');
  my @campaign = (campaign => $self->campaign($at));
  $self->step($who, $as, 'sms', 'sms_sent', $at, undef, @campaign);
  return unless $random->chance(0.94);
  $self->step($who, $as, 'sms', 'sms_delivered', $at + $random->between(2, 40), undef, @campaign);
  return unless $random->chance(0.1);
  $self->step($who, $as, 'sms', 'sms_click', $at = $self->later($at, MINUTE, 5 * HOUR), undef, @campaign);
  $self->app_visit($who, $at + 5) if $who->{records}{site};
}

# ---------- delivery and what goes wrong with it ----------

sub by_order {
  my ($self, $who) = @_;
  return $who->{records}{crm} && $self->{random}->chance(0.5)
    ? $self->by_mailing($who) : $self->by_phone($who, 'crm');
}

sub delivery {
  my ($self, $who, $at, $order, $price) = @_;
  my $random = $self->{random};
  my $as = $self->by_order($who);
  $self->step($who, $as, 'courier', 'shipped', $at = $self->office_hours($at), undef, order => $order);
  $at = $self->office_hours($at + $random->weighted(5, 0, 3, 1, 1, 3) * DAY);
  my $late = $random->chance(0.25);
  if ($late) {
    $self->step($who, $as, 'courier', 'delivery_failed', $at, undef, order => $order,
      reason => $random->pick(qw(not_at_home wrong_address no_stock)));
    $at = $self->where_is_it($who, $self->later($at, HOUR, 8 * HOUR), $order, $price);
    return unless $at;
    $at = $self->office_hours($at);
  }
  $self->step($who, $as, 'courier', 'delivered', $at, undef, order => $order);
  $self->survey($who, $self->later($at, HOUR, DAY), $late ? 4 : 9) if $random->chance(0.25);
}

# Asks, complains, takes the money back; returns when it was settled, or
# nothing when the order came back.
sub where_is_it {
  my ($self, $who, $at, $order, $price) = @_;
  my $random = $self->{random};
  return $at unless $random->chance(0.8);
  $at = $random->chance(0.25)
    ? $self->ping_pong($who, $at, $order)
    : $self->ask($who, $at, $random->pick('chat', 'call'), 'delivery_question', order => $order);
  return $at unless $random->chance(0.4);
  $at = $self->ask($who, $self->later($at, 2 * HOUR, 2 * DAY), $random->weighted(6, 'call', 4, 'chat'),
    'complaint', order => $order, topic => 'delivery');
  return $at unless $random->chance(0.45);
  $at = $self->office_hours($at + $random->weighted(5, 0, 3, 1, 2, 4) * DAY);
  my $in_store = $who->{records}{shop};
  $self->step($who, $in_store ? $self->by_card($who) : $self->by_order($who),
    $in_store ? 'store' : 'courier', 'return', $at, $price, order => $order, reason => 'late');
  return;
}

# One contact about something, by voice or in writing.  Who chats from the
# account is known; from the page's corner only the cookie is.
sub ask {
  my ($self, $who, $at, $channel, $event, %properties) = @_;
  my $random = $self->{random};
  $channel = 'call' unless $who->{records}{site};
  $properties{agent} = $random->pick(@AGENTS);
  $properties{seconds} = number($random->between(40, 900));
  my $as =
      $channel eq 'call' ? $self->by_phone($who, 'call_centre')
    : $random->chance(0.7) ? $self->by_account($who) : $self->by_cookie($who);
  $self->step($who, $as, $channel, $event, $at, undef, %properties);
  return $at + 900;
}

# Sent from the phone to the chat and back with one question.
sub ping_pong {
  my ($self, $who, $at, $order) = @_;
  my $random = $self->{random};
  my @channels = $random->pick([qw(call chat)], [qw(chat call)])->@*;
  for my $turn (0 .. $random->between(2, 4)) {
    $self->ask($who, $at, $channels[ $turn % 2 ], 'delivery_question', order => $order);
    $at = $self->later($at, 10 * MINUTE, 5 * HOUR);
  }
  return $at;
}

# A question that is not about a delivery; unsolved ones come again.
sub question {
  my ($self, $who, $at) = @_;
  my $random = $self->{random};
  my $channel = $random->weighted(6, 'call', 4, 'chat');
  my $topic = $random->pick(qw(warranty bonus_points product payment opening_hours));
  my $event = $random->chance(0.15) ? 'complaint' : 'question';
  my $times = $random->weighted(80, 1, 12, 2, 6, 3, 2, 5);
  for (1 .. $times) {
    $self->ask($who, $at, $channel, $event, topic => $topic);
    $at = $self->office_hours($at);
  }
  $self->survey($who, $self->later($at, HOUR, DAY), $times > 1 ? 4 : 8) if $random->chance(0.2);
}

# How likely would you recommend us, 0 to 10?
sub survey {
  my ($self, $who, $at, $about) = @_;
  my $random = $self->{random};
  my $score = $about + $random->between(-3, 2);
  $score = $score < 0 ? 0 : $score > 10 ? 10 : $score;
  $self->step($who, $self->by_phone($who, 'crm'), 'sms', 'survey_answer', $at, $score, question => 'nps');
}

# Companies: papers by mail, questions by telephone.
sub business {
  my ($self, $who, $at) = @_;
  my $random = $self->{random};
  my $as = $self->by_mailing($who);
  my $goods = $self->goods;
  my $price = $goods->[2] * $random->between(5, 40);
  my $order = $self->order_id;
  $self->ask($who, $at, 'call', 'quote_request', topic => 'wholesale');
  $self->step($who, $as, 'email', 'invoice_sent', $at = $self->later($at, HOUR, 5 * HOUR), undef, order => $order);
  return unless $random->chance(0.6);
  $self->step($who, $as, 'email', 'purchase', $self->office_hours($at), $price, order => $order, product($goods));
}

1;
