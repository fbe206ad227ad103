/*-------------------------------------------------------------------------
 *
 * disposable_domains.c
 *		Domains that give out mailboxes for minutes.
 *
 * Written by disposable_domains.pl; do not edit.  The data is the blocklist of
 * github.com/disposable-email-domains/disposable-email-domains, CC0 1.0.
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/email_judge.h"

const int profile_disposable_count = 8335;

/* clang-format off */

/* Sorted bytewise, each with a zero behind it. */
const char profile_disposable_names[] =
	"0-mail.com\0" "0-mailer.dynv6.net\0" "000-webmail.myhome-server.de\0"
	"000000000000000.theworkpc.com\0" "000000000000000000.dynv6.net\0"
	"000webmail.ddnss.de\0" "000webmail.ddnss.org\0" "000webmail.dyn-ip24.de\0"
	"000webmail.dyn.ddnss.de\0" "000webmail.dyn.home-webserver.de\0"
	"000webmail.dyndns.ddnss.de\0" "000webmail.dyndns1.de\0"
	"000webmail.home-webserver.de\0" "00jac.com\0" "01022.hk\0" "010530.xyz\0"
	"01130.hk\0" "020307.xyz\0" "027168.com\0" "045692.xyz\0" "062e.com\0" "0815.ru\0"
	"0815.su\0" "0845.ru\0" "092088.xyz\0" "0box.eu\0" "0cd.cn\0" "0clickemail.com\0"
	"0cpub2.tech\0" "0n0ff.net\0" "0nelce.com\0" "0rg.fr\0" "0v.ro\0" "0w.ro\0"
	"0wnd.net\0" "0wnd.org\0" "0x207.info\0" "1-8.biz\0" "1-mintue-mail.ddnsgeek.com\0"
	"1-second-mail.site\0" "1-tm.com\0" "10-minute-mail.com\0" "1000acres.co.uk\0"
	"1000rebates.stream\0" "100likers.com\0" "103.ink\0" "105kg.ru\0" "10dk.email\0"
	"10inbox.online\0" "10mail.com\0" "10mail.org\0" "10mail.tk\0" "10mail.xyz\0"
	"10minemail.com\0" "10minmail.de\0" "10minmail.org\0" "10minut.com.pl\0"
	"10minut.xyz\0" "10minute.email\0" "10minutemail.be\0" "10minutemail.cf\0"
	"10minutemail.co.uk\0" "10minutemail.co.za\0" "10minutemail.com\0" "10minutemail.de\0"
	"10minutemail.ga\0" "10minutemail.gq\0" "10minutemail.ml\0" "10minutemail.net\0"
	"10minutemail.nl\0" "10minutemail.pro\0" "10minutemail.us\0" "10minutemailbox.com\0"
	"10minutemails.in\0" "10minutenemail.de\0" "10minutenmail.xyz\0" "10minutesmail.com\0"
	"10minutesmail.fr\0" "10minutmail.pl\0" "10x9.com\0" "1111111111111.dynv6.net\0"
	"11163.com\0" "11166666.xyz\0" "114514279.xyz\0" "115yu.cc.cd\0" "123-m.com\0"
	"12312312312.cfd\0" "123312.cc.cd\0" "1234211.xyz\0" "123456789.life\0"
	"123clone.com\0" "123mails.org\0" "12bclass.us\0" "12friday.space\0" "12hosting.net\0"
	"12houremail.com\0" "12minutemail.com\0" "12minutemail.net\0" "12storage.com\0"
	"130723.xyz\0" "13282298.xyz\0" "1337.care\0" "13512863687.store\0"
	"140unichars.com\0" "142code.me\0" "147.cl\0" "14club.org.uk\0" "14n.co.uk\0"
	"151668.xyz\0" "15553.eu.cc\0" "15555.eu.cc\0" "15557.eu.cc\0" "15963.fr.nf\0"
	"15qm.com\0" "164109038.xyz\0" "16816889.xyz\0" "179297.xyz\0" "1820mail.vip\0"
	"189.email\0" "18t5b.shop\0" "191117636.cfd\0" "191mariobet.com\0" "199411.store\0"
	"1blackmoon.com\0" "1ce.us\0" "1chuan.com\0" "1clck2.com\0" "1fsdfdsfsdf.tk\0"
	"1mail.ml\0" "1nom.org\0" "1pad.de\0" "1s.fr\0" "1sec.site\0" "1secmail.com\0"
	"1secmail.net\0" "1secmail.org\0" "1secmail.space\0" "1secmail.website\0"
	"1st-forms.com\0" "1sworld.com\0" "1t-mail.com\0" "1to1mail.org\0" "1trick.net\0"
	"1usemail.com\0" "1webmail.info\0" "1win.life\0" "1xp.fr\0" "1zhuan.com\0" "2-b.icu\0"
	"200192.indevs.in\0" "20030310.com\0" "2003066.xyz\0" "2012-2016.ru\0"
	"20253025.xyz\0" "20260501.ccwu.cc\0" "20260503.ccwu.cc\0" "2048unblocked.com\0"
	"20email.eu\0" "20email.it\0" "20mail.eu\0" "20mail.in\0" "20mail.it\0"
	"20minutemail.com\0" "20minutemail.it\0" "20minutesmail.com\0" "20mm.eu\0"
	"2120001.net\0" "216222.xyz\0" "21cn.com\0" "21mail.top\0" "2200freefonts.com\0"
	"22345377.xyz\0" "2333.live\0" "247web.net\0" "24faw.com\0" "24hinbox.com\0"
	"24hourmail.com\0" "24hourmail.net\0" "24mail.top\0" "25kcreditveo3.io.vn\0"
	"25kg2gveo3.io.vn\0" "25kmans.io.vn\0" "25kmembers.io.vn\0" "25kseller.io.vn\0"
	"25kselll.io.vn\0" "25kveo.io.vn\0" "25kveo3.io.vn\0" "25kvideo.io.vn\0" "25u.com\0"
	"264341.xyz\0" "269966.xyz\0" "2932919455.dynv6.net\0" "2anom.com\0" "2chmail.net\0"
	"2ether.net\0" "2fdgdfgdfgdf.tk\0" "2mail.eu.cc\0" "2odem.com\0" "2prong.com\0"
	"2wc.info\0" "300book.info\0" "30mail.ir\0" "30minutemail.com\0" "30wave.com\0"
	"3202.com\0" "32132.ccwu.cc\0" "326645.indevs.in\0" "326646.indevs.in\0"
	"326646302.indevs.in\0" "3333366.xyz\0" "3435637.xyz\0" "365boxmail.com\0"
	"36duongtau.live\0" "36ru.com\0" "39393.eu.cc\0" "39393.me\0" "3a88.dev\0"
	"3bbb.cc.cd\0" "3d-painting.com\0" "3dkai.com\0" "3fdn.com\0" "3jf.cn\0" "3l6.com\0"
	"3littlemiracles.com\0" "3mail.ga\0" "3trtretgfrfe.tk\0" "3xu.studio\0" "4-n.us\0"
	"401010.xyz\0" "4057.com\0" "415dacjder.qzz.io\0" "418.dk\0" "42o.org\0" "42web.io\0"
	"45kg2gveo3.io.vn\0" "45kselller.io.vn\0" "45kveo.io.vn\0" "45kveo3.io.vn\0"
	"48dz.com\0" "48hr.email\0" "497000.xyz\0" "499713376.xyz\0" "4bbb.cc.cd\0"
	"4gfdsgfdgfd.tk\0" "4k5.net\0" "4mail.cf\0" "4mail.ga\0" "4nextmail.com\0" "4nmv.ru\0"
	"4pu.com\0" "4save.net\0" "4tb.host\0" "4warding.com\0" "4warding.net\0"
	"4warding.org\0" "50set.ru\0" "51baidu.tech\0" "521883.xyz\0" "522885.xyz\0"
	"52mails.com\0" "55hosting.net\0" "5ghgfhfghfgh.tk\0" "5gramos.com\0" "5ixmonth.xyz\0"
	"5july.org\0" "5mail.cf\0" "5mail.ga\0" "5minutemail.net\0" "5oz.ru\0" "5semail.com\0"
	"5tb.in\0" "5x25.com\0" "5xu.vn\0" "5y.loseyourip.com\0" "5yaochu.top\0"
	"5ymail.com\0" "60minutemail.com\0" "628868.xyz\0" "636364.xyz\0" "66-77.cc\0"
	"662602718.xyz\0" "668fmail.com\0" "672643.net\0" "675hosting.com\0"
	"675hosting.net\0" "675hosting.org\0" "67899vip.com\0" "681mail.com\0" "689345.xyz\0"
	"6974.click\0" "6gdfg.zone.id\0" "6hjgjhgkilkj.tk\0" "6ip.us\0" "6mail.cf\0"
	"6mail.ga\0" "6mail.ml\0" "6n9.net\0" "6paq.com\0" "6somok.ru\0" "6th.pp.ua\0"
	"6url.com\0" "6ys.tech\0" "709183.freeddns.org\0" "719182.accesscam.org\0"
	"729406.xyz\0" "7362354.xyz\0" "75hosting.com\0" "75hosting.net\0" "75hosting.org\0"
	"78.edu.kg\0" "78.school\0" "78511939.xyz\0" "792792.xyz\0" "794613.accesscam.org\0"
	"7days-printing.com\0" "7mail.ga\0" "7mail.ml\0" "7novels.com\0" "7tags.com\0"
	"7xusq8vbim5d47.icu\0" "80665.com\0" "80fight.cn\0" "8127ep.com\0" "816qs.com\0"
	"862808.xyz\0" "875888.xyz\0" "88cloud.cc\0" "8d7kh.com\0" "8mail.cf\0" "8mail.ga\0"
	"8mail.ml\0" "911666.xyz\0" "912684.abrdns.com\0" "91tanhua.top\0" "920325.xyz\0"
	"931123.xyz\0" "971007.xyz\0" "981027.xyz\0" "98104.cn\0" "99.com\0" "992551.xyz\0"
	"99cows.com\0" "99experts.com\0" "99mail.us\0" "9mail.cf\0" "9me.site\0" "9mot.ru\0"
	"9ox.net\0" "9q.ro\0" "a--i.top\0" "a-bc.net\0" "a-germandu.de\0" "a45.in\0"
	"a7996.com\0" "aa5zy64.com\0" "aaago.cyou\0" "aabkmail.com\0" "aachendate.de\0"
	"aaconservation.org\0" "aakingcompany.shop\0" "aakk.link\0" "aakkmail.com\0"
	"aaoo.me\0" "aaqwe.ru\0" "aaqwe.store\0" "aard.org.uk\0" "aasdarq.eu.cc\0"
	"aasdasd.eu.cc\0" "abacuswe.us\0" "abaib.bond\0" "abajb.bond\0" "abakiss.com\0"
	"abalb.bond\0" "abamb.bond\0" "abanb.bond\0" "abapb.bond\0" "abasb.bond\0"
	"abatido.com\0" "abaub.bond\0" "abaxb.bond\0" "abayb.bond\0" "abazb.bond\0"
	"abc179312.shop\0" "abcmail.email\0" "aberllefenni.co.uk\0" "abevw.com\0"
	"abilityaccesslegal.org\0" "abilitywe.us\0" "abo-free.fr.nf\0" "aboodbab.com\0"
	"abouse.space\0" "abovewe.us\0" "absolutewe.us\0" "abundantwe.us\0" "abusemail.de\0"
	"abuser.eu\0" "abyis.com\0" "abyssmail.com\0" "ac-malin.fr.nf\0" "ac20mail.in\0"
	"academiccommunity.com\0" "academywe.us\0" "acaic.bond\0" "acanok.com\0" "acc1s.com\0"
	"acc1s.net\0" "accclone.com\0" "acceleratewe.us\0" "accentwe.us\0" "acceptwe.us\0"
	"accis.net\0" "acclaimwe.us\0" "accordwe.us\0" "accountscenter.support\0"
	"accreditedwe.us\0" "acdag.indevs.in\0" "acedby.com\0" "acg-news.com\0"
	"acgdb.eu.org\0" "acgn.click\0" "acgnnews.com\0" "achievementwe.us\0" "achievewe.us\0"
	"acidservices.xyz\0" "acornwe.us\0" "acqq.dev\0" "acreadingroom.co.uk\0"
	"acrossgracealley.com\0" "acrylicwe.us\0" "actarus.infos.st\0" "activatewe.us\0"
	"activitywe.us\0" "acucre.com\0" "acuitywe.us\0" "acumenwe.us\0"
	"ad-managment.run.place\0" "adaid.bond\0" "adaptivewe.us\0" "adaptwe.us\0"
	"adarsa.me\0" "adawd.bond\0" "add3000.pp.ua\0" "addadsasd.icu\0"
	"addictingtrailers.com\0" "addmails.com\0" "addrin.uk\0" "adeptwe.us\0" "adfskj.com\0"
	"adios.email\0" "adiq.eu\0" "aditus.info\0" "admiralwe.us\0" "adn3t.com\0"
	"ado888.biz\0" "adobeccepdm.com\0" "adoniswe.us\0" "ados.cc.cd\0" "adpugh.org\0"
	"adresse.infos.st\0" "adroh.com\0" "ads24h.top\0" "adsd.org\0" "adsensekorea.com\0"
	"adubiz.info\0" "adult-work.info\0" "adv-dep-eng.jo3.org\0" "advantagewe.us\0"
	"advantageyoungpeople.com\0" "advantimo.com\0" "adventurewe.us\0" "adventwe.us\0"
	"advisorwe.us\0" "advitise.com\0" "advocatewe.us\0" "adwaterandstir.com\0"
	"aeace.bond\0" "aeale.bond\0" "aeame.bond\0" "aeape.bond\0" "aeare.bond\0"
	"aeaue.bond\0" "aeaxe.bond\0" "aecmedya.com\0" "aeerso.space\0" "aegde.com\0"
	"aegia.net\0" "aegiscorp.net\0" "aegiswe.us\0" "aelo.es\0" "aeonpsi.com\0"
	"aerionx25k.io.vn\0" "aeronyx.cfd\0" "aesel.me\0" "aetheron.cfd\0" "afalf.bond\0"
	"afarek.com\0" "afarf.bond\0" "afeeyah.store\0" "affecting.org\0"
	"affiliate-nebenjob.info\0" "affiliatedwe.us\0" "affilikingz.de\0" "affinitywe.us\0"
	"affluentwe.us\0" "affordablewe.us\0" "afgpuk.co.uk\0" "afia.pro\0" "afrobacon.com\0"
	"afse-gh.top\0" "aftercorporation.com\0" "afterhourswe.us\0" "afternea.sbs\0"
	"afw.fr.nf\0" "agabg.bond\0" "agallagher.id\0" "agedmail.com\0" "agencysq.store\0"
	"agendawe.us\0" "agentloop.sbs\0" "agger.ro\0" "agilewe.us\0" "agiuse.com\0"
	"agmbowie.com\0" "agorawe.us\0" "agri4life.io.vn\0" "agtx.net\0" "agylzuv.top\0"
	"ahavaexperience.com\0" "aheadwe.us\0" "ahem.email\0" "ahk.jp\0" "ahmadfamily.net\0"
	"ahmedkhlef.com\0" "ahvin.com\0" "ai100999.com\0" "aiaccount.click\0"
	"aiapes.publicvm.com\0" "aibase.bond\0" "aiclit.asia\0" "aidesign.work.gd\0"
	"aidesigner.2bd.net\0" "aifmusic.top\0" "aihubtools.space\0" "aikunkun.com\0"
	"ailicke.com\0" "aineapi.com\0" "aiphotoeditor.io\0" "aiphotoenhancer.me\0"
	"air2token.com\0" "aircourriel.com\0" "airmailbox.website\0" "airsworld.net\0"
	"aisub.store\0" "aisubpro.click\0" "aisubstore.click\0" "aisupply.click\0"
	"aiuu.tech\0" "aiworldx.com\0" "aixnv.com\0" "aizhongzhuan.cc\0" "ajaxapp.net\0"
	"ajinimoto.me\0" "ak6lay.shop\0" "akapost.com\0" "akbip.com\0" "akerd.com\0"
	"akfoin.us.ci\0" "akgq701.com\0" "akirapowered.com\0" "akmail.in\0" "akugu.com\0"
	"akunlama.com\0" "akunlemah.biz.id\0" "al-qaeda.us\0" "al1ya.app\0"
	"alarafoundation.com\0" "albill.com\0" "albionwe.us\0" "alchemywe.us\0" "aleh.de\0"
	"alfaceti.com\0" "alhsalumni.org\0" "aliaswe.us\0" "aliban.org\0" "alienware13.com\0"
	"aligamel.com\0" "alightmotion.cloud\0" "alightmotion.id\0" "alightmotion.top\0"
	"aligroup.uk\0" "alilot.com\0" "alin.cc.cd\0" "alin.eu.cc\0" "alina-schiesser.ch\0"
	"alisaol.com\0" "alisongamel.com\0" "alisree.com\0" "alivance.com\0" "alivewe.us\0"
	"all-cats.ru\0" "allaccesswe.us\0" "allamericanwe.us\0" "allaroundwe.us\0"
	"alldirectbuy.com\0" "allegiancewe.us\0" "allegrowe.us\0" "allemojikeyboard.com\0"
	"allfreemail.net\0" "allgoodwe.us\0" "alliancewe.us\0" "allinonewe.us\0"
	"allofthem.net\0" "alloutwe.us\0" "allowed.org\0" "alloywe.us\0" "allprowe.us\0"
	"allreview4u.com\0" "allseasonswe.us\0" "allstarwe.us\0"
	"allthegoodnamesaretaken.org\0" "allumhall.co.uk\0" "allurewe.us\0"
	"allwebemails.com\0" "almatips.com\0" "almiswelfare.org\0" "almondwe.us\0"
	"alosp.com\0" "alph.wtf\0" "alpha-web.net\0" "alphaomegawe.us\0"
	"alphatronic25k.io.vn\0" "alphax.fr.nf\0" "alpinewe.us\0" "alreval.com\0"
	"altairwe.us\0" "altitudewe.us\0" "altmails.com\0" "altrans.fr.nf\0" "altuswe.us\0"
	"aluimport.com\0" "alvaxio.com\0" "alves.fr.nf\0" "alwayss.uno\0" "ama-trade.de\0"
	"ama-trans.de\0" "amadeuswe.us\0" "amail.club\0" "amail.com\0" "amail1.com\0"
	"amail4.me\0" "amazinggift.life\0" "amazingly.online\0" "amazon-aws.org\0"
	"amberwe.us\0" "ambiancewe.us\0" "ambitiouswe.us\0" "ameady.com\0"
	"ameeppoossaa.dedyn.io\0" "amelabs.com\0" "americanawe.us\0" "americancivichub.com\0"
	"americasbestwe.us\0" "americaswe.us\0" "amex409.monster\0" "amicuswe.us\0"
	"amilegit.com\0" "aminating.com\0" "amiri.net\0" "amiriindustries.com\0"
	"amiyiy.xyz\0" "amplewe.us\0" "amplifiedwe.us\0" "amplifywe.us\0" "ampsylike.com\0"
	"anajakstore.site\0" "analogwe.us\0" "analysiswe.us\0" "analyticalwe.us\0"
	"analyticswe.us\0" "analyticwe.us\0" "anappfor.com\0" "anappthat.com\0" "anarac.com\0"
	"andalanglobal.app\0" "andreihusanu.ro\0" "andrewclaude.eu\0" "andrewclaude.fr\0"
	"andrewclaude.org\0" "andrewclaude.store\0" "andrewcluh.top\0" "androl.cfd\0"
	"andthen.us\0" "angiiidayyy.click\0" "anhiqojkaq1.abrdns.com\0" "anhvip9999.com\0"
	"animesos.com\0" "aniross.com\0" "anit.ro\0" "ankiclub.space\0" "ann.qzz.io\0"
	"annd.us\0" "annnekkk.com\0" "ano-mail.net\0" "anogz.com\0" "anon-mail.de\0"
	"anonbox.net\0" "anonmail.top\0" "anonmails.de\0" "anonymail.dk\0" "anonymbox.com\0"
	"anonymized.org\0" "anonymousness.com\0" "anotherdomaincyka.tk\0" "anquandx.com\0"
	"ansibleemail.com\0" "anthony-junkmail.com\0" "antireg.com\0" "antireg.ru\0"
	"antispam.de\0" "antispam.fr.nf\0" "antispam24.de\0" "antispammail.de\0"
	"antttool.us\0" "anversa.com.co\0" "anvjobvnu.top\0" "any.pink\0" "anyalias.com\0"
	"anypng.com\0" "anywebmail.com\0" "aoeuhtns.com\0" "aokkad.com\0" "aokkap.my.id\0"
	"aokkas.com\0" "ape-tech.run.place\0" "apedesigns.jo3.org\0" "apedesigns.linkpc.net\0"
	"apes-ai.linkpc.net\0" "apexnovaser.com\0" "apexone.top\0" "apfelkorps.de\0"
	"aphlog.com\0" "apimi.icu\0" "apkmd.com\0" "apocaw.com\0" "appc.se\0"
	"appinventor.nl\0" "appixie.com\0" "apple.edu.pl\0" "appmail.uk\0" "appremiums.pro\0"
	"apps.dj\0" "appzily.com\0" "aprinastore.web.id\0" "aprte.com\0" "aquaguide.ru\0"
	"ar26710.cc.cd\0" "arapgege.app\0" "arapps.me\0" "arcadein.com\0" "arcadium.lat\0"
	"arcentra.cfd\0" "ardsp.shop\0" "arduino.hk\0" "arenahiveai.com\0" "ares.edu.pl\0"
	"ariaz.jetzt\0" "arkoo.site\0" "armyspy.com\0" "aron.us\0" "arrabyte.com\0"
	"arroisijewellery.com\0" "art-en-ligne.pro\0" "arthiq.life\0"
	"artleoncommunications.com\0" "artman-conception.com\0" "artsdigi.store\0"
	"artsdigital.store\0" "arur01.tk\0" "arurgitu.gq\0" "arvato-community.de\0"
	"arxxwalls.com\0" "asajv2ray.site\0" "asaption.com\0" "aschenbrandt.net\0"
	"asciibinder.net\0" "asd903102.online\0" "asdascas.dpdns.org\0" "asdasd.nl\0"
	"asdasd.ru\0" "asdcxijkj.eu.cc\0" "asedeeqaweds.dedyn.io\0" "asgzs.top\0"
	"ashleyandrew.com\0" "ashnkarsh.life\0" "asia-hq.jo3.org\0" "asimarif.com\0"
	"asistx.net\0" "ask-mail.com\0" "asleepity.com\0" "asorent.com\0"
	"aspireviastudios.org\0" "ass.pp.ua\0" "assurmail.net\0" "astonut.tk\0"
	"astroempires.info\0" "asu.mx\0" "asu.su\0" "asurad.com\0" "at.hm\0" "at0mik.org\0"
	"atelierdelune.shop\0" "atkshop.shop\0" "atkshopp.space\0" "atlas4381.me\0"
	"atlasimple.com\0" "atmemail.top\0" "atnextmail.com\0" "atombomb.online\0"
	"attnetwork.com\0" "au1688x.us\0" "aubady.com\0" "augmentationtechnology.com\0"
	"aumails.us\0" "auralith.cfd\0" "aureliandata.space\0" "ausgefallen.info\0"
	"auth2fa.com\0" "auti.st\0" "autofixmax.com\0" "automisly.org\0"
	"automizelymail.info\0" "automizly.net\0" "autommo.net\0" "autorobotica.com\0"
	"autosouvenir39.ru\0" "autotwollow.com\0" "autowb.com\0" "autoxugiare.com\0"
	"autre.fr.nf\0" "autu11n.lol\0" "available-home.com\0" "avalentra.cfd\0"
	"averdov.com\0" "avia-tonic.fr\0" "avls.pt\0" "avtolev.com\0" "awa.pics\0"
	"awatum.de\0" "awdrt.org\0" "awesome47.com\0" "awesomesaucemail.org\0"
	"awgarstone.com\0" "awiki.org\0" "awoiiwowma11001.indevs.in\0"
	"aws-mail-2.dynv6.net\0" "aws-mail-free-1017.dynv6.net\0"
	"aws-mail-free-102.dynv6.net\0" "aws-mail-free-1056.dynv6.net\0"
	"aws-mail-free-1304.dynv6.net\0" "aws-mail-free-1705.dynv6.net\0"
	"aws-mail-free-1842.dynv6.net\0" "aws-mail-free-1884.dynv6.net\0"
	"aws-mail-free-2156.dynv6.net\0" "aws-mail-free-2236.dynv6.net\0"
	"aws-mail-free-2290.dynv6.net\0" "aws-mail-free-2383.dynv6.net\0"
	"aws-mail-free-2409.dynv6.net\0" "aws-mail-free-2454.dynv6.net\0"
	"aws-mail-free-2524.dynv6.net\0" "aws-mail-free-2704.dynv6.net\0"
	"aws-mail-free-2737.dynv6.net\0" "aws-mail-free-2775.dynv6.net\0"
	"aws-mail-free-2795.dynv6.net\0" "aws-mail-free-2845.dynv6.net\0"
	"aws-mail-free-2892.dynv6.net\0" "aws-mail-free-2906.dynv6.net\0"
	"aws-mail-free-2923.dynv6.net\0" "aws-mail-free-3038.dynv6.net\0"
	"aws-mail-free-3335.dynv6.net\0" "aws-mail-free-3381.dynv6.net\0"
	"aws-mail-free-3620.dynv6.net\0" "aws-mail-free-3711.dynv6.net\0"
	"aws-mail-free-3796.dynv6.net\0" "aws-mail-free-385.dynv6.net\0"
	"aws-mail-free-4014.dynv6.net\0" "aws-mail-free-4017.dynv6.net\0"
	"aws-mail-free-4131.dynv6.net\0" "aws-mail-free-4206.dynv6.net\0"
	"aws-mail-free-4257.dynv6.net\0" "aws-mail-free-4289.dynv6.net\0"
	"aws-mail-free-4531.dynv6.net\0" "aws-mail-free-4550.dynv6.net\0"
	"aws-mail-free-4573.dynv6.net\0" "aws-mail-free-4711.dynv6.net\0"
	"aws-mail-free-4726.dynv6.net\0" "aws-mail-free-4761.dynv6.net\0"
	"aws-mail-free-4816.dynv6.net\0" "aws-mail-free-4885.dynv6.net\0"
	"aws-mail-free-4920.dynv6.net\0" "aws-mail-free-493.dynv6.net\0"
	"aws-mail-free-4937.dynv6.net\0" "aws-mail-free-5119.dynv6.net\0"
	"aws-mail-free-518.dynv6.net\0" "aws-mail-free-5241.dynv6.net\0"
	"aws-mail-free-5380.dynv6.net\0" "aws-mail-free-5392.dynv6.net\0"
	"aws-mail-free-5537.dynv6.net\0" "aws-mail-free-5670.dynv6.net\0"
	"aws-mail-free-5781.dynv6.net\0" "aws-mail-free-5786.dynv6.net\0"
	"aws-mail-free-5969.dynv6.net\0" "aws-mail-free-6032.dynv6.net\0"
	"aws-mail-free-6033.dynv6.net\0" "aws-mail-free-6080.dynv6.net\0"
	"aws-mail-free-6120.dynv6.net\0" "aws-mail-free-6253.dynv6.net\0"
	"aws-mail-free-6255.dynv6.net\0" "aws-mail-free-6306.dynv6.net\0"
	"aws-mail-free-6398.dynv6.net\0" "aws-mail-free-6552.dynv6.net\0"
	"aws-mail-free-659.dynv6.net\0" "aws-mail-free-6604.dynv6.net\0"
	"aws-mail-free-6690.dynv6.net\0" "aws-mail-free-6691.dynv6.net\0"
	"aws-mail-free-6762.dynv6.net\0" "aws-mail-free-6826.dynv6.net\0"
	"aws-mail-free-7145.dynv6.net\0" "aws-mail-free-7149.dynv6.net\0"
	"aws-mail-free-7153.dynv6.net\0" "aws-mail-free-7194.dynv6.net\0"
	"aws-mail-free-7358.dynv6.net\0" "aws-mail-free-7477.dynv6.net\0"
	"aws-mail-free-764.dynv6.net\0" "aws-mail-free-7654.dynv6.net\0"
	"aws-mail-free-7838.dynv6.net\0" "aws-mail-free-7849.dynv6.net\0"
	"aws-mail-free-788.dynv6.net\0" "aws-mail-free-7897.dynv6.net\0"
	"aws-mail-free-8085.dynv6.net\0" "aws-mail-free-8091.dynv6.net\0"
	"aws-mail-free-8205.dynv6.net\0" "aws-mail-free-8225.dynv6.net\0"
	"aws-mail-free-8467.dynv6.net\0" "aws-mail-free-8475.dynv6.net\0"
	"aws-mail-free-8741.dynv6.net\0" "aws-mail-free-9015.dynv6.net\0"
	"aws-mail-free-916.dynv6.net\0" "aws-mail-free-9161.dynv6.net\0"
	"aws-mail-free-9283.dynv6.net\0" "aws-mail-free-9409.dynv6.net\0"
	"aws-mail-free-9533.dynv6.net\0" "aws-mail-free-9596.dynv6.net\0"
	"aws-mail-free-9697.dynv6.net\0" "aws-mail-free-9703.dynv6.net\0"
	"aws-mail-free-9789.dynv6.net\0" "aws-mail.accesscam.org\0" "aws-mailer.dynv6.net\0"
	"awsoo.com\0" "ax05.cn\0" "axax.asia\0" "axin05.icu\0" "axionintellex.shop\0"
	"axiz.org\0" "axon7zte.com\0" "axsup.net\0" "ayag.cloud\0" "ayakamail.cf\0"
	"azame.pw\0" "azazazatashkent.tk\0" "azcomputerworks.com\0" "azeqsd.fr.nf\0"
	"azmeil.tk\0" "azulejoslowcost.es\0" "azuretechtalk.net\0" "azurien.cfd\0"
	"azzancoffee.com\0" "b1of96u.com\0" "b2bx.net\0" "b2cmail.de\0" "b7s.ru\0"
	"babyeat.food\0" "babyfun.fun\0" "back67283.eu.cc\0" "back7654.eu.cc\0"
	"backilnge.com\0" "bacteroidmail.com\0" "badgerland.eu\0" "badoop.com\0"
	"badopsec.lol\0" "badpotato.tk\0" "baechecker.com\0" "bahlill.cfd\0"
	"baicai1145.online\0" "baicai1145.shop\0" "baidoxe.com\0" "baileybridge.org\0"
	"baipiaodashen.cloud-ip.cc\0" "baiyucraft.sbs\0" "baizoto.shop\0"
	"bakalos.dpdns.org\0" "bakultelo.com\0" "balaket.com\0" "balawo.com\0"
	"banana.linkpc.net\0" "banancaocap.com\0" "banclone.pro\0" "bandtoo.com\0"
	"bangban.uk\0" "bangdieukhien.net\0" "banhang14.com\0" "banit.club\0" "banit.me\0"
	"bank-opros1.ru\0" "bankinnepal.com\0" "banri.xyz\0" "bar-ton.store\0" "bareed.ws\0"
	"barnrestaurant.pro\0" "barooko.com\0" "barry.dpdns.org\0" "barryogorman.com\0"
	"bartdevos.be\0" "baselogicroute.com\0" "basepathgrid.com\0" "baserda.net\0"
	"basketrise.com\0" "basscode.org\0" "batdongsanhatinh.org\0" "bathdf.co.uk\0"
	"batiinsaat.net\0" "bauwerke-online.com\0" "baybabes.com\0" "baybumutan.shop\0"
	"bazaaboom.com\0" "bb28.dev\0" "bbbbyyzz.info\0" "bbhost.us\0" "bbitf.com\0"
	"bbitj.com\0" "bbitq.com\0" "bbmail.store\0" "bbmailku.com\0" "bboys.fr.nf\0"
	"bbroot.com\0" "bbwg.one\0" "bbxb.fashion\0" "bbyb.fashion\0" "bcaoo.com\0"
	"bcast.ws\0" "bcb.ro\0" "bccto.me\0" "bcm.edu.pl\0" "bcmail.pro\0" "bcooq.com\0"
	"bdgstr.com\0" "bdm.ovh\0" "bdmuzic.pw\0" "bdshar.com\0" "beaconmessenger.com\0"
	"bearsarefuzzy.com\0" "beastmail.space\0" "beatbok.online\0"
	"beautifulblessingsbeyondborders.org\0" "bebed.cyou\0" "bebel.cyou\0" "beben.cyou\0"
	"bebez.cyou\0" "beddly.com\0" "beefmilk.com\0" "beelsil.com\0" "beganment.com\0"
	"begemail.com\0" "behatifoundation.org\0" "bekasi.me\0" "belamail.org\0"
	"belgianairways.com\0" "belicapcut.app\0" "belljonestax.com\0" "beluckygame.com\0"
	"benipaula.org\0" "benphim.com\0" "benphim.net\0" "benshelf.com\0" "bepureme.com\0"
	"beribase.ru\0" "beribaza.ru\0" "berirabotay.ru\0" "berkahfb.com\0"
	"berkahjayashope.com\0" "berwie.com\0" "bespokehaircare.co.uk\0" "best-hosting.biz\0"
	"best-john-boats.com\0" "best-temp-mail.com\0" "best-vpn.xyz\0"
	"bestchoiceusedcar.com\0" "bestlistbase.com\0" "bestoption25.club\0"
	"bestparadize.com\0" "bestsoundeffects.com\0" "besttempmail.com\0" "beta.edu.pl\0"
	"betacinder.com\0" "betatensor.com\0" "betr.co\0" "betteryoutime.com\0"
	"beyondreasonabledoubt.co.uk\0" "bflcafe.com\0" "bgtmail.com\0" "bgx.ro\0"
	"bgyiacczy.top\0" "bhana.xyz\0" "bhap.me\0" "bheps.com\0" "bhuxp.org\0"
	"bidourlnks.com\0" "big1.us\0" "bigmail.lol\0" "bigprofessor.so\0" "bigstring.com\0"
	"bigwhoop.co.za\0" "bij.pl\0" "bilingva-ca.store\0" "bin-ich.com\0" "binafex.com\0"
	"binancepools.cloud\0" "binbx.net\0" "binech.com\0" "binich.com\0" "binka.me\0"
	"binkmail.com\0" "binnary.com\0" "binsh.kro.kr\0" "bio-muesli.info\0"
	"bio-muesli.net\0" "biojuris.com\0" "bione.co\0" "bipochub.com\0"
	"birminghamlife.org.uk\0" "bishwanathuk.cc\0" "bitmah.com\0" "bitmens.com\0"
	"bittnex.com\0" "bitwhites.top\0" "bitymails.us\0" "biubiuwholeworld.cn\0"
	"biweia615.icu\0" "biyug.com\0" "biz.st\0" "bizimalem-support.de\0"
	"bizisstance.com\0" "bjorwi.rest\0" "bjvc.top\0" "blackgoldagency.ru\0"
	"blackmarket.to\0" "bladesmail.net\0" "blakeagency.buzz\0" "blenched.com\0"
	"blendlog.com\0" "blenro.com\0" "bletilla.cc\0" "bletsoetownclosecharity.bio\0"
	"blip.ch\0" "blip.ovh\0" "blnkt.net\0" "block-this-for-gambling.cloud-ip.cc\0"
	"block521.com\0" "blog3.cc.cd\0" "blogger.nyc.mn\0" "blogmyway.org\0" "blogos.net\0"
	"blogspam.ro\0" "blondemorkin.com\0" "blondmail.com\0" "bltiwd.com\0"
	"bluedumpling.info\0" "bluewerks.com\0" "bmoar.com\0" "bncinema.com\0" "bnote.com\0"
	"bnrlner.shop\0" "bnyhr.us\0" "boatmail.us\0" "bobgf.ru\0" "bobgf.store\0"
	"bobmail.info\0" "bobmurchison.com\0" "bocas.tech\0" "boerakemail.com\0"
	"bofthew.com\0" "bokgumail.kr\0" "bomnet.net\0" "bonobo.email\0" "boofx.com\0"
	"bookgame.org\0" "bookthemmore.com\0" "boom.publicvm.com\0" "boom114.ccwu.cc\0"
	"boommail.online\0" "boostme.es\0" "bootssl.com\0" "bootybay.de\0" "boranora.com\0"
	"bored.lol\0" "borged.com\0" "borged.net\0" "borged.org\0" "bosakun.com\0"
	"boscharena.dev\0" "bot.cd\0" "bot.nu\0" "botasky.eu.cc\0" "botgetlink.com\0"
	"botgetlink.net\0" "botnet.my.id\0" "boukshilf.com\0" "boun.cr\0" "bouncr.com\0"
	"box-mail.ru\0" "box-mail.store\0" "boxem.ru\0" "boxem.store\0" "boxfi.uk\0"
	"boxformail.in\0" "boximail.com\0" "boxlet.ru\0" "boxlet.store\0" "boxmach.com\0"
	"boxmail.lol\0" "boxmail1.com\0" "boxomail.live\0" "boxtemp.com.br\0" "boyaga.com\0"
	"bpotogo.com\0" "bptfp.net\0" "bradingtowntrust.co.uk\0" "brand-app.biz\0"
	"brandallday.net\0" "brashbeat.online\0" "brasx.org\0" "breaite.com\0"
	"breakthru.com\0" "brefmail.com\0" "brennendesreich.de\0" "brevionix.cfd\0"
	"brevitron.cfd\0" "bridgetonmainstreet.org\0" "briefalpha.org\0" "briggsmarcus.com\0"
	"brightfuturescharity.org.uk\0" "bristolstatehousefoundation.org\0" "brivian.link\0"
	"broadbandninja.com\0" "brodipek.xyz\0" "brokenion.com\0" "brothershaircut.com\0"
	"brownjasen.ccwu.cc\0" "bskyx.fun\0" "bsnow.net\0" "bspamfree.org\0" "bspooky.com\0"
	"bst-72.com\0" "btb-notes.com\0" "btc.email\0" "btcmail.pw\0" "btcmod.com\0"
	"btizet.pl\0" "btsblock.com\0" "buccalmassage.ru\0" "budaya-tionghoa.com\0"
	"budayationghoa.com\0" "buddyfly.top\0" "buffemail.com\0" "bugfoo.com\0"
	"bugmenever.com\0" "bugmenot.com\0" "bukanimers.com\0" "bukatv8.com\0"
	"bukhariansiddur.com\0" "bulapolo.site\0" "bulrushpress.com\0" "bultoc.com\0"
	"bum.net\0" "bumail.site\0" "bumpymail.com\0" "bunchofidiots.com\0" "bund.us\0"
	"bundes-li.ga\0" "bunmail.one\0" "bunnyhub.space\0" "bunsenhoneydew.com\0"
	"burangir.com\0" "burnermail.bond\0" "burnermail.cyou\0" "burnthespam.info\0"
	"burry.eu.org\0" "burstmail.info\0" "business-degree.live\0" "businessbackend.com\0"
	"businesssuccessislifesuccess.com\0" "buspad.org\0" "bussinesa.app\0"
	"bussitussi.com\0" "busyaz.tech\0" "butteiumien.io.vn\0" "buy-blog.com\0"
	"buyapp.foo\0" "buymoreplays.com\0" "buyordie.info\0" "buyreview.us\0"
	"buyusdomain.com\0" "buyusedlibrarybooks.org\0" "buzzcluby.com\0" "buzzcut.ws\0"
	"bwm.de5.net\0" "bwmyga.com\0" "bx52ff4a.shop\0" "byagu.com\0" "byebyemail.com\0"
	"byespm.com\0" "byiepsxqu.top\0" "byjkprh.top\0" "byom.de\0" "bytedigi.com\0"
	"bytonf.com\0" "c-eric.fr.nf\0" "c-newstv.ru\0" "c-pkk.icu\0" "c-tta.top\0"
	"c14.mobi\0" "c1ph3r.xyz\0" "c28.mobi\0" "c4.fr\0" "c4pro.uk\0" "c51vsgq.com\0"
	"caainpt.com\0" "cabiste.fr.nf\0" "cachedot.net\0" "cade.org.uk\0" "cafesui.com\0"
	"caftee.com\0" "caigq.qzz.io\0" "caldrexa.cfd\0" "calendro.fr.nf\0"
	"california.edu.pl\0" "californiafitnessdeals.com\0" "calima.asso.st\0"
	"calmriver.info\0" "calvarystreetisa.org\0" "cam4you.cc\0" "cameltok.com\0"
	"camera47.net\0" "cameraity.com\0" "camping-grill.info\0" "cancer-treatment.xyz\0"
	"candassociates.com\0" "candymail.de\0" "cane.pw\0" "canfga.org\0" "cangcud.com\0"
	"cangcutku.pro\0" "cantozil.com\0" "canvect.com\0" "caowo.online\0" "capct.id\0"
	"capcud.shop\0" "capcut.digital\0" "capcut.sbs\0" "capcut.space\0" "capcut02.shop\0"
	"capcutku.io\0" "capcutmeflo.shop\0" "capcutmm.shop\0" "capcutpro.click\0"
	"capcutpro.dev\0" "capcvt.es\0" "capitalistdilemma.com\0" "caprasolver.xyz\0"
	"captus.cyou\0" "caqcut.top\0" "car101.pro\0" "carbtc.net\0" "care-breath.com\0"
	"carpin.org\0" "cars2.club\0" "carsencyclopedia.com\0" "cartelera.org\0"
	"caseedu.tk\0" "cashflow35.co\0" "cashflow35.com\0" "casualdx.com\0" "catfie.app\0"
	"catgroup.uk\0" "catsredeem.com\0" "catterickgarrisonfootballcentre.uk\0"
	"cauterize.top\0" "cavi.mx\0" "caye.org.uk\0" "cazlg.com\0" "cbair.com\0"
	"cbasosbr.top\0" "cbdol.mx\0" "cbes.net\0" "cbsbada.com\0" "cbty.ru\0" "cbty.store\0"
	"cbvl.co.uk\0" "cc17.name.ng\0" "cc18.name.ng\0" "cc3.name.ng\0" "cc6.name.ng\0"
	"cc8c1bd6.abrdns.com\0" "ccimran.buzz\0" "cckuy.com\0" "ccmail.uk\0" "ccqu.top\0"
	"ccsuncare.com\0" "cctc.fashion\0" "cctoolz.com\0" "ccwc.fashion\0" "ccxiao.cn\0"
	"cczc.fashion\0" "cdfaq.com\0" "cdnmia.com\0" "cdnripple.com\0" "cdpa.cc\0"
	"cdxugmy.top\0" "ceed.se\0" "cek.pm\0" "cellurl.com\0" "cengrop.com\0"
	"centermail.com\0" "centermail.net\0" "certexx.fr.nf\0" "certificenter.com\0"
	"certve.com\0" "cetpass.com\0" "cfo2go.ro\0" "cggup.com\0" "ch.ma\0" "chacuo.net\0"
	"chahcyrans.com\0" "chaichuang.com\0" "chaineor.com\0" "chalupaurybnicku.cz\0"
	"chamconnho.com\0" "chammy.info\0" "chanceforfuture.org\0" "chansd.com\0"
	"chantellegribbon.com\0" "chaocosen.com\0" "chapsmail.com\0" "charityrcao.org.uk\0"
	"charl.us\0" "chasefreedomactivate.com\0" "chatgptmail.shop\0" "chatgptuk.pp.ua\0"
	"chatgtporg.eu.cc\0" "chatich.com\0" "chatworkstation.com\0" "chaublog.com\0"
	"chauhuy.click\0" "chauhuy.io.vn\0" "chauhuy.online\0" "chauhuy.site\0"
	"chautuyen.click\0" "chautuyen.io.vn\0" "chautuyen.online\0" "cheaphub.net\0"
	"cheapmori.store\0" "cheatmail.de\0" "chefalicious.com\0" "cheminsdevie.ink\0"
	"chenbot.email\0" "chenbufan.top\0" "chessgameland.com\0" "chessgamingworld.com\0"
	"chestcloudx.com\0" "chewydonut.com\0" "chibakenma.ml\0" "chickenkiller.com\0"
	"chielo.com\0" "childrenth.com\0" "childsavetrust.org\0" "chilkat.com\0"
	"chillart.org\0" "chilloliandfii.space\0" "chinamkm.com\0" "chingchongme.site\0"
	"chithinh.com\0" "chitthi.in\0" "choco.la\0" "chogmail.com\0" "choicemail1.com\0"
	"choichay.com\0" "choigi.com\0" "choner.cn\0" "choner.shop\0" "chong-mail.com\0"
	"chong-mail.net\0" "chong-mail.org\0" "chongqilai.cc\0" "chophim.com\0"
	"chosenx.com\0" "chotgo.com\0" "chromentis.cfd\0" "chsi.christmas\0" "chuan.info\0"
	"chumpstakingdumps.com\0" "chundage.help\0" "chupanhcuoidep.com\0"
	"churchestate.org.uk\0" "churchhousemanaton.co.uk\0" "churchinsouthampton.org.uk\0"
	"cigar-auctions.com\0" "cihai.eu.cc\0" "cihaifhqo.eu.cc\0" "cihuy.net\0"
	"cimario.com\0" "cipcup.site\0" "citmo.net\0" "civikli.com\0" "civx.org\0"
	"cjdeyuiw.eu.cc\0" "ckaazaza.tk\0" "cketrust.org\0" "ckiso.com\0" "ckvn.edu.vn\0"
	"cl-cl.org\0" "cl0ne.net\0" "claimab.com\0" "clandest.in\0" "classesmail.com\0"
	"classio.click\0" "claudd.com\0" "claverfield.org\0" "cleaninbox.dynv6.net\0"
	"clearbeam.pro\0" "clearhabitpath.com\0" "clearwatermail.info\0" "click-email.com\0"
	"clickcore99.click\0" "clickdeal.co\0" "clipmail.eu\0" "clixser.com\0"
	"clockemail.com\0" "clone21.io.vn\0" "cloneemail.com\0" "clonekhoe.com\0"
	"clonemailsieure.com\0" "clonemoi.tk\0" "clonenpa.com\0" "clonetrust.com\0"
	"cloud-mail.top\0" "cloud-temp.com\0" "cloudflare.gay\0" "cloudgen.world\0"
	"cloudsign.in\0" "cloudtempmail.net\0" "cloudwhitespace.cc.cd\0"
	"cloudwhitezone.cc.cd\0" "cloudyourfast.net\0" "clousy.site\0" "clout.wiki\0"
	"clowmail.com\0" "clrmail.com\0" "club106.org.uk\0" "clyvantis.cfd\0" "cmail.blog\0"
	"cmail.club\0" "cmail.com\0" "cmail.net\0" "cmail.org\0" "cmbl.top\0"
	"cmcc.indevs.in\0" "cmdkl.com\0" "cmhvzylmfc.com\0" "cnamed.com\0" "cndps.com\0"
	"cnebw.eu.cc\0" "cneemail.com\0" "cnew.ir\0" "cnieux.com\0" "cnmsg.net\0"
	"cnoilpress.com\0" "cnsds.de\0" "co.cc\0" "coasah.com\0" "cobal.infos.st\0"
	"cobarekyo1.ml\0" "cocoro.uk\0" "cocovpn.com\0" "code-gmail.com\0"
	"codeandscotch.com\0" "codeguard.net\0" "codei.site\0" "coderdir.com\0"
	"codestar.site\0" "codesuc.top\0" "codexrip.vip\0" "coding.ccwu.cc\0" "codinggo.cn\0"
	"codivide.com\0" "codywon.top\0" "coffeeazzan.com\0" "coffeejadore.com\0"
	"coffeetimer24.com\0" "coieo.com\0" "coin-host.net\0" "coinlink.club\0" "cok.org.uk\0"
	"colabeta.com\0" "colaname.com\0" "coldemail.info\0" "collegewh.edu.pl\0"
	"colorcastmail.com\0" "colurmish.com\0" "cometclear.com\0" "comfythings.com\0"
	"compareshippingrates.org\0" "completegolfswing.com\0" "compressjpg.io\0"
	"comwest.de\0" "comyze.org\0" "concu.net\0" "conf.work\0" "confmin.com\0"
	"congacone312.shop\0" "congnguyen.io.vn\0" "connected.linkpc.net\0"
	"connectifyhub.sbs\0" "connho.com\0" "connho.net\0" "consumerriot.com\0"
	"contaco.org\0" "contact.infos.st\0" "contactbox.work\0" "contactpage.online\0"
	"contbay.com\0" "convergenceindia.co.in\0" "coocuuu.food\0" "cood.food\0"
	"cooh-2.site\0" "cookie007.fr.nf\0" "coolandwacky.us\0" "coolimpool.org\0"
	"cooljump.org\0" "copyhome.win\0" "coralhost.my\0" "corbyrise.com\0" "coreclip.com\0"
	"corhash.net\0" "cornwallaerospaceeducationtrust.org\0" "cosdas.com\0"
	"cosmorph.com\0" "cosoinan.com\0" "cosycritters.co.uk\0" "cotasen.com\0"
	"cotigz.com\0" "courriel.fr.nf\0" "courrieltemporaire.com\0" "cousinment.com\0"
	"covisuki.icu\0" "coza.ro\0" "cozilla.pw\0" "cpc.cx\0" "cqwbn.com\0" "crankhole.com\0"
	"crapmail.org\0" "crastination.de\0" "craventry.cfd\0" "crazespaces.pw\0"
	"crazymailing.com\0" "crczrsxls.top\0" "cream.pink\0" "creative.publicvm.com\0"
	"credit-loans.xyz\0" "crepeau12.com\0" "cresvyn.cfd\0" "creteanu.com\0"
	"cringemonster.com\0" "cross-law.ga\0" "cross-law.gq\0" "cross.edu.pl\0"
	"crossmailjet.com\0" "crossroadsmail.com\0" "crunchcompass.com\0" "cruncoau.asia\0"
	"crusthost.com\0" "cryptoavalonsolhub.cloud\0" "cryptogmail.com\0" "cs.email\0"
	"csapi.dpdns.org\0" "csh.ro\0" "cslua.com\0" "cspaus.com\0" "cszbl.com\0"
	"ctmailing.us\0" "ctos.ch\0" "cttnoot.us\0" "cu.cc\0" "cuahangvppn.shop\0"
	"cuaks.fun\0" "cubene.com\0" "cubiclink.com\0" "cucadas.com\0" "cuendita.com\0"
	"cuirushi.org\0" "cumnnm.us.ci\0" "cunan.store\0" "cuoly.com\0" "cuongaquarium.com\0"
	"cupbest.com\0" "curlhph.tk\0" "currentmail.com\0" "curryworld.de\0"
	"cursor13402.xyz\0" "cuscuscuspen.life\0" "cust.in\0" "cutefrogs.xyz\0" "cutevi.us\0"
	"cutout.club\0" "cutradition.com\0" "cutsup.com\0" "cuvox.de\0" "cuvrs.info\0"
	"cwetg.co.uk\0" "cxbl.top\0" "cxioms.help\0" "cxwet.com\0" "cyber-innovation.club\0"
	"cyber-phone.eu\0" "cyberionexus.shop\0" "cybertemp.cfd\0" "cybertemp.xyz\0"
	"cycinst.com\0" "cyclelove.cc\0" "cyjd.top\0" "cylab.org\0" "cypi.fr\0" "czx.one\0"
	"d1yun.com\0" "d3p.dk\0" "d4ngerssquy.info\0" "daabox.com\0" "dab.ro\0"
	"dacoolest.com\0" "dadaolibai.eu.cc\0" "daemonixgames.com\0" "daemsteam.com\0"
	"daerdy.com\0" "dahewushi.eu.cc\0" "daibond.info\0" "daily-email.com\0"
	"dailynove.com\0" "dailynutria.com\0" "daimuedu.com\0" "daintly.com\0" "dakaka.org\0"
	"dalanshu.org\0" "damai.webcam\0" "dammexe.net\0" "damnthespam.com\0"
	"damowang.eu.cc\0" "dandikmail.com\0" "dann.mywire.org\0" "dantriviet.shop\0"
	"dao.pp.ua\0" "daouse.com\0" "dapdigital.site\0" "dapurx.me\0" "dardr.com\0"
	"darkharvestfilms.com\0" "darkserver.ru\0" "daryxfox.net\0" "dasdasdascyka.tk\0"
	"dash-pads.com\0" "dataarca.com\0" "datadudi.com\0" "datapinacle.com\0"
	"datarca.com\0" "datazo.ca\0" "datenschutz.ru\0" "datgemini.io.vn\0"
	"datprovn.io.vn\0" "datprovnn.io.vn\0" "datum2.com\0" "dautubds.io.vn\0"
	"davidkoh.net\0" "davidlcreative.com\0" "davidtrix.biz\0" "dawin.com\0"
	"dawnwick.org\0" "dawsoncountygunclub.org\0" "dawushihe.eu.cc\0" "dawushihehe.eu.cc\0"
	"dayizhan.top\0" "daymail.life\0" "daymailonline.com\0" "dayrep.com\0" "dbmail.one\0"
	"dboso.com\0" "dbunker.com\0" "dcctb.com\0" "dcemail.com\0" "dcpa.net\0"
	"ddat0511.click\0" "ddcrew.com\0" "ddfd.fashion\0" "ddsdg34.abrdns.com\0" "de-a.org\0"
	"dea-21olympic.com\0" "deadaddress.com\0" "deadchildren.org\0" "deadfake.cf\0"
	"deadfake.ga\0" "deadfake.ml\0" "deadfake.tk\0" "deadspam.com\0" "deagot.com\0"
	"deajeng.store\0" "dealja.com\0" "deallabs.org\0" "dealrek.com\0" "deapad.com\0"
	"debitur.cam\0" "decep.com\0" "decodewp.com\0" "decornido.com\0" "dede.infos.st\0"
	"deekayen.us\0" "deenur.com\0" "deepconverts.com\0" "deepmails.org\0"
	"deepmaster.fun\0" "deepneko.xyz\0" "deepyinc.com\0" "defomail.com\0" "degap.fr.nf\0"
	"degar.xyz\0" "degradedfun.net\0" "dehaopay.com\0" "deinbox.com\0"
	"deisgn-ai.work.gd\0" "delaeb.com\0" "delayload.com\0" "delayload.net\0"
	"delikkt.de\0" "delivrmail.com\0" "delorex.com\0" "deltajohnsons.com\0"
	"deluxmail.com\0" "delvionis.cfd\0" "demen.ml\0" "dengekibunko.ga\0"
	"dengekibunko.gq\0" "dengekibunko.ml\0" "denipl.com\0" "denipl.net\0"
	"dentaguardmouthguard.com\0" "deornaumail.com\0" "depdocla.net\0" "der-kombi.de\0"
	"derkombi.de\0" "derluxuswagen.de\0" "desertsundesigns.com\0" "desfrenes.fr.nf\0"
	"deshnetarchadacalculator.one\0" "designhta.work.gd\0" "desmond.eu.cc\0" "desoz.com\0"
	"despam.it\0" "despammed.com\0" "dev-null.cf\0" "dev-null.ga\0" "dev-null.gq\0"
	"dev-null.ml\0" "devbike.com\0" "developermail.com\0" "developtool.app\0"
	"devh24.online\0" "devnullmail.com\0" "devsonline.studio\0" "devthien.io.vn\0"
	"deyom.com\0" "dfghjertyh.dynv6.net\0" "dfyuih.eu.cc\0" "dgdf.cc\0" "dghdfjfd.eu.cc\0"
	"dh372.top\0" "dharmatel.net\0" "dheiwuy.eu.cc\0" "dhm.ro\0" "dhnow.com\0"
	"dhoahn.eu.cc\0" "dhy.cc\0" "dialogus.com\0" "diapaulpainting.com\0"
	"dichvuxe24h.com\0" "dicopto.com\0" "diddyricky.com\0" "diddyricky.fr\0"
	"diddyricky.info\0" "diddyricky.store\0" "diemhenvn.com\0" "digdig.org\0"
	"digi-value.fr\0" "digial.jo3.org\0" "digibeast.my\0" "digibeast.store\0"
	"digimaster.bond\0" "digimaster.eu.cc\0" "diginey.com\0" "digital-message.com\0"
	"digitaldesign.run.place\0" "digitalesbusiness.info\0" "digitalmail.info\0"
	"digitalmariachis.com\0" "digitalsanctuary.com\0" "digitecy.live\0" "dildoe.cfd\0"
	"dildosfromspace.com\0" "dim-coin.com\0" "dimalk.com\0" "dingbone.com\0"
	"dinlaan.site\0" "dino.icu\0" "diolang.com\0" "diplom-voronesh.ru\0"
	"directmail24.net\0" "dis.hopto.org\0" "disaq.com\0" "disbox.net\0" "disbox.org\0"
	"discard.cf\0" "discard.email\0" "discard.ga\0" "discard.gq\0" "discard.ml\0"
	"discard.tk\0" "discardmail.com\0" "discardmail.de\0" "discos4.com\0"
	"dishcatfish.com\0" "disign-concept.eu\0" "disign-revelation.com\0" "dispo.in\0"
	"dispomail.eu\0" "disposable-e.ml\0" "disposable-email.ml\0" "disposable.cf\0"
	"disposable.ga\0" "disposable.ml\0" "disposable.site\0" "disposableaddress.com\0"
	"disposableemailaddresses.com\0" "disposableinbox.com\0" "disposablemails.com\0"
	"dispose.it\0" "disposeamail.com\0" "disposely.xyz\0" "disposemail.com\0"
	"disposemymail.com\0" "disposly.com\0" "dispostable.com\0" "divad.ga\0"
	"divermail.com\0" "divismail.ru\0" "diwaq.com\0" "dixz.net\0" "diyongjin.net\0"
	"dizigg.com\0" "djiv.xyz\0" "djwekih.eu.cc\0" "dkz.opik.net\0" "dldweb.info\0"
	"dlemail.ru\0" "dmail.one\0" "dmarc.ro\0" "dmcelements.org\0" "dmts.fr.nf\0"
	"dmxs8.com\0" "dndent.com\0" "dnkah.eu.cc\0" "dns.army\0" "dns.navy\0"
	"dnsclick.com\0" "dnses.ro\0" "dnslog.tech\0" "doanart.com\0" "dob.jp\0"
	"docash.app\0" "docbao7.com\0" "docse.site\0" "dodgeit.com\0" "dodgemail.de\0"
	"dodgit.com\0" "dodgit.org\0" "dodsi.com\0" "dogai.qzz.io\0" "dogclothing.org\0"
	"dogking.dpdns.org\0" "dogmrp.com\0" "dohoanganh.site\0" "doiea.com\0" "doj.one\0"
	"dolofan.com\0" "dolphinnet.net\0" "domforfb1.tk\0" "domforfb18.tk\0"
	"domforfb19.tk\0" "domforfb2.tk\0" "domforfb23.tk\0" "domforfb27.tk\0"
	"domforfb29.tk\0" "domforfb3.tk\0" "domforfb4.tk\0" "domforfb5.tk\0" "domforfb6.tk\0"
	"domforfb7.tk\0" "domforfb8.tk\0" "domforfb9.tk\0" "domozmail.com\0" "don.edu.pl\0"
	"dona.one\0" "dona.pw\0" "dona.rip\0" "donebyngle.com\0" "donemail.my.id\0"
	"donemail.ru\0" "dongqing365.com\0" "donkicode.top\0" "dontreg.com\0"
	"dontsendmespam.de\0" "dontsleep404.com\0" "donusumekatil.com\0" "doobb.com\0"
	"doojazz.com\0" "doquier.tk\0" "doreact.com\0" "dorothyfoundation.org\0"
	"doszo.qzz.io\0" "dotapodemail.com\0" "dotman.de\0" "dotmsg.com\0" "dotool8.top\0"
	"dotos.dev\0" "dotslashrage.com\0" "dotvu.net\0" "dotzi.net\0" "doublemail.de\0"
	"douchelounge.com\0" "doudizhu.top\0" "doulas.org\0" "downloadigpost.com\0"
	"downloadvideoig.app\0" "dozvon-spb.ru\0" "dp76.com\0" "dpfrufiwo.top\0"
	"dpmstore.id.vn\0" "dpmurt.my\0" "dpptd.com\0" "dprasu.sbs\0" "dr69.site\0"
	"dramamixio.icu\0" "draughtier.com\0" "drdrb.com\0" "drdrb.net\0"
	"dreamadventure.org\0" "dreamclarify.org\0" "dreamgreen.fr.nf\0" "dred.ru\0"
	"drevo.si\0" "drewzen.com\0" "driftz.net\0" "drimex.cfd\0" "dripzgaming.com\0"
	"drivetagdev.com\0" "drivz.net\0" "drmail.in\0" "droggo.engineer\0"
	"droolingfanboy.de\0" "dropcake.de\0" "dropinboxes.com\0" "dropjar.com\0"
	"droplar.com\0" "dropmail.me\0" "dropons.com\0" "dropsin.net\0" "drovantis.cfd\0"
	"drovenix.cfd\0" "drowblock.com\0" "drugsellers.com\0" "druzik.pp.ua\0"
	"dsfsfdsfds.shop\0" "dsgvo.party\0" "dsgvo.ru\0" "dshfjdafd.cloud\0"
	"dshznonline.cc\0" "dsiay.com\0" "dsitip.com\0" "dspwebservices.com\0"
	"dtvpn.dpdns.org\0" "duam.net\0" "dubokutv.com\0" "duck2.club\0" "duckyoursick.com\0"
	"ducpham.id.vn\0" "dudmail.com\0" "dugmail.com\0" "duk33.com\0" "dukedish.com\0"
	"dukunmodern.id\0" "dulich84.com\0" "dulichdatlanh.com\0" "dulichdatlanh.vn\0"
	"dulieu.io.vn\0" "dumalu.com\0" "dumbass.nl\0" "dump-email.info\0" "dumpandjunk.com\0"
	"dumpmail.de\0" "dumpyemail.com\0" "dunamispfm.org\0" "dunkos.xyz\0"
	"durandinterstellar.com\0" "duskmail.com\0" "dusrui.com\0" "dustinry.com\0"
	"duvips.com\0" "duya25446.top\0" "duyquyen.site\0" "dv2.host\0" "dvaren.online\0"
	"dvdpit.com\0" "dwarfmining.com\0" "dwiworka.pro\0" "dwse.edu.pl\0" "dwseal.com\0"
	"dyceroprojects.com\0" "dyclsr.xyz\0" "dyebkj.eu.cc\0" "dyera.studio\0"
	"dyfgiavcrw.eu.cc\0" "dygovil.com\0" "dymarent.cfd\0" "dynarix.cfd\0" "dz17.net\0"
	"dztyhd.cn\0" "e-mail.com\0" "e-mail.org\0" "e-marketstore.ru\0" "e-pool.co.uk\0"
	"e-pool.uk\0" "e-postkasten.de\0" "e-record.com\0" "e-tomarigi.com\0" "e3z.de\0"
	"e4ward.com\0" "eacademia.uk\0" "ealea.fr.nf\0" "eanok.com\0" "eartin.net\0"
	"ease.es\0" "eastcombe.org\0" "easy-trash-mail.com\0" "easygbd.com\0"
	"easyhomefit.com\0" "easymailer.live\0" "easymails.cc\0" "easynetwork.info\0"
	"easytrashmail.com\0" "eatmea2z.club\0" "eay.jp\0" "ebar.site\0" "ebbob.com\0"
	"ebeschlussbuch.de\0" "ecallheandi.com\0" "ecolo-online.fr\0" "ecoverseworld.com\0"
	"ecstor.com\0" "edankeunwe.site\0" "edgepodlab.com\0" "edgetopgrid.com\0" "edgex.ru\0"
	"edinburgh-airporthotels.com\0" "edmondventures.com\0" "edny.net\0" "edshol.net\0"
	"edu-qin.ccwu.cc\0" "education.nyc.mn\0" "edudingy.cfd\0" "eduip.eu.org\0"
	"edumail.edu.pl\0" "edumail.edu.rs\0" "edumaili.com\0" "edumaili.edu.pl\0"
	"edumaill.edu.pl\0" "edupolska.edu.pl\0" "edv.to\0" "ee1.pl\0" "ee2.pl\0" "eeedv.de\0"
	"eelmail.com\0" "eelraodo.com\0" "eemail.eu.cc\0" "eewmaop.com\0"
	"efdsdsdw.cloud-ip.cc\0" "effobe.com\0" "efxs.ca\0" "egg5233.com\0" "egg5233.one\0"
	"eggbanjos.org\0" "eggso.click\0" "eggur.com\0" "egirl.help\0" "egvoo.com\0"
	"egzones.com\0" "einmalmail.de\0" "einrot.com\0" "einrot.de\0" "eintagsmail.de\0"
	"einzieg.site\0" "eiveg.com\0" "ekot.xyz\0" "elafans.com\0" "eldobhato-level.hu\0"
	"elearningjournal.org\0" "electro.mn\0" "electrochillplanet.com\0" "electrolabx.com\0"
	"elerso.com\0" "eligou.store\0" "elitevipatlantamodels.com\0" "elixora.cfd\0"
	"eljawir.com\0" "elki-mkzn.ru\0" "elobits.com\0" "elondonteam.work.gd\0"
	"elpisproject.org\0" "elumetra.cfd\0" "elygifts.com\0" "emaii.io.vn\0"
	"email-68.com\0" "email-fake.cf\0" "email-fake.com\0" "email-fake.ga\0"
	"email-fake.gq\0" "email-fake.ml\0" "email-fake.tk\0" "email-free.online\0"
	"email-jetable.fr\0" "email-lab.com\0" "email-temp.com\0" "email.edu.pl\0"
	"email.net\0" "email1.pro\0" "email10p.org\0" "email60.com\0" "email84.com\0"
	"emailabox.pro\0" "emailage.cf\0" "emailage.ga\0" "emailage.gq\0" "emailage.ml\0"
	"emailage.tk\0" "emailaoa.pro\0" "emailasia1.com\0" "emailate.com\0" "emailawb.pro\0"
	"emailax.pro\0" "emailbbox.pro\0" "emailbin.net\0" "emailboxer.one\0"
	"emailcbox.pro\0" "emailcoffeehouse.com\0" "emailcu.icu\0" "emaildark.fr.nf\0"
	"emaildbox.pro\0" "emaildienst.de\0" "emaildrop.io\0" "emailfake.com\0"
	"emailfake.ml\0" "emailforyou.info\0" "emailfoxi.pro\0" "emailfreedom.ml\0"
	"emailgen.uk\0" "emailgenerator.de\0" "emailgo.de\0" "emailhook.site\0"
	"emailias.com\0" "emailigo.de\0" "emailinbo.live\0" "emailinfive.com\0"
	"emailisvalid.com\0" "emailjps.com\0" "emailkp.com\0" "emaillime.com\0"
	"emailluu.asia\0" "emailmiser.com\0" "emailmuaqat.shop\0" "emailna.co\0"
	"emailnator.com\0" "emailnax.com\0" "emailnow.net\0" "emailnow.one\0" "emailo.pro\0"
	"emailondeck.com\0" "emailplay.org\0" "emailportal.info\0" "emailproxsy.com\0"
	"emailracc.com\0" "emailresort.com\0" "emailrod.com\0" "emails.ga\0"
	"emailsecurer.com\0" "emailsensei.com\0" "emailsingularity.net\0" "emailspam.cf\0"
	"emailspam.ga\0" "emailspam.gq\0" "emailspam.ml\0" "emailspam.tk\0" "emailsy.info\0"
	"emailtech.info\0" "emailtemporanea.com\0" "emailtemporanea.net\0"
	"emailtemporar.ro\0" "emailtemporario.com.br\0" "emailthe.net\0" "emailtik.com\0"
	"emailtmp.com\0" "emailto.de\0" "emailuae.com\0" "emailure.net\0" "emailvb.pro\0"
	"emailviet.com\0" "emailwarden.com\0" "emailwww.pro\0" "emailxfer.com\0"
	"emaily.pro\0" "emailz.cf\0" "emailz.ga\0" "emailz.gq\0" "emailz.ml\0" "emalupe.com\0"
	"emaxasp.com\0" "embege.xyz\0" "embekhoe.com\0" "emeil.in\0" "emeil.ir\0"
	"emeraldwebmail.com\0" "emergencymail.site\0" "emergentvillage.org\0" "emkei.cf\0"
	"emkei.ga\0" "emkei.gq\0" "emkei.ml\0" "emkei.tk\0" "eml.pp.ua\0" "emlhot.com\0"
	"emlhub.com\0" "emlpro.com\0" "emltmp.com\0" "emocan.name.tr\0" "empireanime.ga\0"
	"empva.io.vn\0" "empva1.com\0" "empva1.io.vn\0" "empva11.com\0" "empva11.io.vn\0"
	"emstjzh.com\0" "emz.net\0" "emziegz.com\0" "enayu.com\0" "end.tw\0"
	"endingimpunity.com\0" "endob.com\0" "enitempmail.xyz\0" "enotj.com\0"
	"enspinner.com\0" "enterto.com\0" "envy17.com\0" "eoffice.top\0" "eoopy.com\0"
	"eosada.com\0" "eoslux.com\0" "eoutrbl.com\0" "ep77.com\0" "epb.ro\0" "epbox.ru\0"
	"epbox.store\0" "epetsoft.com\0" "ephemail.net\0" "ephemeral.email\0" "eposta.buzz\0"
	"eposta.work\0" "epostal.ru\0" "epostal.store\0" "epsteinisland.click\0"
	"epurcf.org\0" "eqiluxspam.ga\0" "equivara.cfd\0" "erahods.com\0" "ereplyzy.com\0"
	"ericjohnson.ml\0" "eripo.net\0" "ero-tube.org\0" "erth.nl\0" "esadverse.com\0"
	"esbano-ru.ru\0" "esc.la\0" "escapehatchapp.com\0" "esemay.com\0" "esgeneri.com\0"
	"eshimod.com\0" "esiix.com\0" "esprity.com\0" "estate-invest.fr\0" "esterace.com\0"
	"estrowebservices.com\0" "etempmail.net\0" "etenx.com\0" "eth2btc.info\0"
	"ether123.net\0" "ethereum1.top\0" "ethersports.org\0" "ethersportz.info\0"
	"etickethelpdesk.net\0" "etics.us\0" "etotvibor.ru\0" "etquakemultimedia.com\0"
	"etramay.com\0" "etranquil.com\0" "etranquil.net\0" "etranquil.org\0"
	"etubemail.com\0" "etzg.de5.net\0" "euaqa.com\0" "euleina.com\0" "eulercraft.com\0"
	"eurokool.com\0" "euucn.com\0" "evairo.fun\0" "evanfox.info\0" "eve.dpdns.org\0"
	"eveav.com\0" "evilcomputer.com\0" "evilgodshop.uk\0" "evnft.com\0"
	"evomiserver.com\0" "evontra.cfd\0" "evopo.com\0" "evusd.com\0" "evvgo.com\0"
	"evyush.com\0" "ewebrus.com\0" "exahut.com\0" "examcentral.co.uk\0" "examstudy.xyz\0"
	"exbts.com\0" "exclussi.com\0" "exdonuts.com\0" "exelica.com\0" "exespay.com\0"
	"exhaycle.com\0" "exile.my.id\0" "existiert.net\0" "exitbit.com\0"
	"exitstageleft.net\0" "exkucn.ccwu.cc\0" "exmab.com\0" "expiredtoaster.org\0"
	"explodemail.com\0" "expltain.com\0" "express.net.ua\0" "extracurricularsociety.com\0"
	"extraku.net\0" "extraku.shop\0" "extremail.ru\0" "extrset.com\0" "exweme.com\0"
	"exzork.sbs\0" "ey-hungry.top\0" "eycfhb.com\0" "eyee.eu.cc\0" "eyepaste.com\0"
	"eynlong.com\0" "ez.lv\0" "ezai.chat\0" "ezehe.com\0" "ezfill.com\0" "ezimb.com\0"
	"ezonemail.com\0" "ezstest.com\0" "ezua.com\0" "ezztt.com\0" "f4k.es\0" "fabaos.com\0"
	"facebook-email.cf\0" "facebook-email.ga\0" "facebook-email.ml\0" "facebookmail.gq\0"
	"facebookmail.ml\0" "facemac.website\0" "fackme.gq\0" "fadingemail.com\0"
	"fadsfdsfaa.indevs.in\0" "faecesmail.me\0" "fafa.beer\0" "fag.wf\0" "failbone.com\0"
	"faithkills.com\0" "faizasoft.com\0" "fake-box.com\0" "fake-email.pp.ua\0"
	"fake-mail.cf\0" "fake-mail.ga\0" "fake-mail.ml\0" "fakedemail.com\0" "fakeinbox.cf\0"
	"fakeinbox.com\0" "fakeinbox.ga\0" "fakeinbox.info\0" "fakeinbox.ml\0"
	"fakeinbox.tk\0" "fakeinformation.com\0" "fakemail.fr\0" "fakemail.io\0"
	"fakemail.net\0" "fakemailgenerator.com\0" "fakemailz.com\0"
	"falconryadventurecentreofeducation.com\0" "fallinhay.com\0" "famamail.com\0"
	"fammix.com\0" "fanclub.pm\0" "fandoe.com\0" "fangoh.com\0" "fangxiaobai.us.ci\0"
	"fangxiaobai1.us.ci\0" "fanicle.com\0" "fansworldwide.de\0" "fantastu.com\0"
	"fantasy139.icu\0" "fantasymail.de\0" "fanymail.com\0" "farah.rip\0" "farouter.tech\0"
	"farrse.co.uk\0" "fasl4kas3.site\0" "fasssd.ru\0" "fasssd.store\0" "fast-email.info\0"
	"fast-mail.fr\0" "fastacura.com\0" "fastchevy.com\0" "fastchrysler.com\0"
	"fasternet.biz\0" "fastestflex.com\0" "fastinbox.one\0" "fastkawasaki.com\0"
	"fastmail.edu.pl\0" "fastmazda.com\0" "fastmitsubishi.com\0" "fastnissan.com\0"
	"fastnodo.click\0" "fastsearcher.com\0" "fastsubaru.com\0" "fastsuzuki.com\0"
	"fasttoyota.com\0" "fastyamaha.com\0" "fatebd.com\0" "fatflap.com\0" "faxico.com\0"
	"faxzu.com\0" "faybetsy.com\0" "fazka.ovh\0" "fbb.linkpc.net\0" "fbfbs.lol\0"
	"fbhotro.com\0" "fbi.one\0" "fbins001mail.com\0" "fbins607.com\0" "fbkjlnry.top\0"
	"fblgsl.cam\0" "fbma.tk\0" "fboxmail.com\0" "fbviamail.com\0" "fcetpkqwm.top\0"
	"fddns.ml\0" "fdfdsfds.com\0" "fdfggh-df5.cc\0" "fdhsui.eu.cc\0" "fdmail.top\0"
	"fdpbnzx.cn\0" "fdsgsd.org\0" "fdsregre.shop\0" "fdvctte.info\0" "featcore.com\0"
	"feelmyheartwithsong.com\0" "femailtor.com\0" "fengzheng.qzz.io\0" "fenzhuai.top\0"
	"fer-gabon.org\0" "feralrex.com\0" "ferd.live\0" "ferdomnermail.com\0" "feriwor.com\0"
	"fermaxxi.ru\0" "ferngrove.org\0" "feroxid.com\0" "fettometern.com\0" "fexbox.org\0"
	"fexbox.ru\0" "fexpost.com\0" "fextemp.com\0" "ffps.fun\0" "fft.edu.do\0"
	"ffyf.fashion\0" "fgmail.cyou\0" "fhoau.eu.cc\0" "fhpfhp.fr.nf\0" "fhwui.eu.cc\0"
	"fhwyuoia.eu.cc\0" "fiallaspares.com\0" "fibmail.com\0" "ficken.de\0"
	"fictionsite.com\0" "fightallspam.com\0" "fighthunger.co.uk\0" "fightingzebras.org\0"
	"figjs.com\0" "figshot.com\0" "figurescoin.com\0" "fiifke.de\0" "filbert4u.com\0"
	"filberts4u.com\0" "file2drive.com\0" "filetodrive.com\0" "film-blog.biz\0"
	"filmla.org\0" "filzmail.com\0" "finacenter.com\0" "findemail.info\0" "findids.net\0"
	"findmeghana.org\0" "findu.pl\0" "finews.biz\0" "fingso.com\0" "finsmine.info\0"
	"fir.hk\0" "fira.my\0" "firemail.com.br\0" "firemailbox.club\0" "firerocket.site\0"
	"firstaidtrainingschool.co.uk\0" "firstlawyer.org\0" "fisdom.vip\0"
	"fitbloomlab.com\0" "fitnesrezink.ru\0" "fivemail.de\0" "fivermail.com\0"
	"fixmail.tk\0" "fizmail.com\0" "fkainc.com\0" "fknm8.mobi\0" "flaimenet.ir\0"
	"flameoflovedegree.com\0" "flashemail.site\0" "flatimostore.cloud\0"
	"flavourity.com\0" "flayeraaron.eu.cc\0" "flayerhu.eu.cc\0" "fleckens.hu\0"
	"flemail.ru\0" "flews.app\0" "flexvio.com\0" "fliegender.fish\0" "flobo.fr.nf\0"
	"flock84.uk\0" "florevia.cfd\0" "flosek.com\0" "flowconnect.beer\0" "flowu.com\0"
	"flu.cc\0" "fluidsoft.us\0" "flurred.com\0" "fly-ts.de\0" "flyhubs.top\0"
	"flyinggeek.net\0" "flymail.tk\0" "flyovertrees.com\0" "flyspam.com\0"
	"flywaverun.com\0" "flyzy.net\0" "fmuss.com\0" "fncp.ru\0" "fncp.store\0" "fog.one\0"
	"foobarbot.net\0" "footard.com\0" "foothilltoy.site\0" "for4u.net\0" "forapps.space\0"
	"forbmmend.com\0" "foreastate.com\0" "forecastertests.com\0" "foreskin.cf\0"
	"foreskin.ga\0" "foreskin.gq\0" "foreskin.ml\0" "foreskin.tk\0" "forexnews.bg\0"
	"forexru.com\0" "forexzig.com\0" "forge45k.io.vn\0" "forgetmail.com\0"
	"forgetmenotstudio.org.uk\0" "formodapk.com\0" "fornow.eu\0" "forregmail.asia\0"
	"forregmail.xyz\0" "forspam.net\0" "forum.nyc.mn\0" "forward.cat\0" "fosil.pro\0"
	"foxja.com\0" "foxnew.info\0" "foxtrotter.info\0" "fpgrabber.com\0"
	"fpt-student-support.store\0" "fr.cr\0" "fr33mail.info\0" "fragolina2.tk\0"
	"frankhealeyfoundation.org\0" "frapmail.com\0" "frappina.tk\0"
	"frederictonlawyer.com\0" "free-email.cf\0" "free-email.ga\0"
	"free-temp-mail.eu.org\0" "free-temp.net\0" "freebabysittercam.com\0"
	"freeblackbootytube.com\0" "freecat.net\0" "freecustom.email\0" "freedom4you.info\0"
	"freedomcentremereside.org\0" "freedompop.us\0" "freedrops.org\0"
	"freefattymovies.com\0" "freegrok.cc.cd\0" "freehotmail.net\0" "freeimagehosts.org\0"
	"freeimghost.org\0" "freeinbox.email\0" "freelance-france.eu\0" "freeletter.me\0"
	"freemail.ms\0" "freemails.cf\0" "freemails.ga\0" "freemails.ml\0" "freemails.pp.ua\0"
	"freemeil.ga\0" "freemeil.gq\0" "freemeil.ml\0" "freeml.net\0"
	"freeplumpervideos.com\0" "freerubli.ru\0" "freeschoolgirlvids.com\0"
	"freesistercam.com\0" "freesourcecodes.com\0" "freeteenbums.com\0"
	"freetimer.online\0" "freundin.ru\0" "friday12.store\0" "friendlymail.co.uk\0"
	"friendsofbram.com\0" "frive.site\0" "frm.ovh\0" "front14.org\0" "frostmail.fr.nf\0"
	"frostypeak.info\0" "fruitservice.xyz\0" "frwdmail.com\0" "frza.me\0"
	"fsercure.online\0" "fsitip.com\0" "fsotl.icu\0" "fthcapital.com\0" "ftp.sh\0"
	"ftpinc.ca\0" "fuckedupload.com\0" "fuckingduh.com\0" "fucklinuxdo.com\0"
	"fuckme69.club\0" "fuckneo.org\0" "fucknloveme.top\0" "fuckxxme.top\0"
	"fudgerub.com\0" "fudier.com\0" "fuirio.com\0" "fuk996.icu\0" "fukaru.com\0"
	"fukurou.ch\0" "fullangle.org\0" "fulvie.com\0" "fumemail.com\0" "fun4k.com\0"
	"fun64.com\0" "fundapk.com\0" "fundproceed.com\0" "funnycodesnippets.com\0"
	"funnyfail.app\0" "funnylolcap.com\0" "funnylolcap.fr\0" "funnylolcap.org\0"
	"funnylolcap.store\0" "funnymail.abrdns.com\0" "funnymail.de\0" "funteka.com\0"
	"furzauflunge.de\0" "fusioninbox.com\0" "futcost.online\0" "futcost.ru\0"
	"futuramind.com\0" "fuvk.ru\0" "fuvk.store\0" "fuwa.be\0" "fuwa.li\0" "fuwamofu.com\0"
	"fuwari.be\0" "fux0ringduh.com\0" "fviadropinbox.com\0" "fviainboxes.com\0"
	"fviamail.com\0" "fviamail.work\0" "fxavaj.com\0" "fxnxs.com\0" "fxt.ink\0"
	"fxtubes.com\0" "fxxf.beer\0" "fxzig.com\0" "fycloud.online\0" "fyeiwh.eu.cc\0"
	"fyii.de\0" "fynix.sbs\0" "fyronex.cfd\0" "g-mail.biz.id\0" "g-mail.kr\0"
	"g14l71lb.com\0" "g1xmail.top\0" "g2xmail.top\0" "g3xmail.top\0" "g4hdrop.us\0"
	"gacharevenue.cc\0" "gafy.net\0" "gagcalculator.me\0" "gage.ga\0" "gailiuzi.icu\0"
	"gakhum.com\0" "galaxim.fr.nf\0" "galaxy.tv\0" "galebird.cc.cd\0" "gally.jp\0"
	"gamadaiz.shop\0" "gamail.top\0" "gamapa.asia\0" "gamebcs.com\0" "gamegregious.com\0"
	"gamepec.com\0" "gamgling.com\0" "ganlin.shop\0" "garasikita.pw\0"
	"garbagecollector.org\0" "garbagemail.org\0" "gardenscape.ca\0" "gardu.codes\0"
	"garizo.com\0" "garliclife.com\0" "garod1.xyz\0" "garrymccooey.com\0"
	"gashoainam.io.vn\0" "gassmail.com\0" "gasuda.com\0" "gav0.com\0" "gavrom.com\0"
	"gawab.com\0" "gaxetovemail.com\0" "gbcmail.win\0" "gblw.site\0" "gbmail.top\0"
	"gcmail.top\0" "gdcrm.store\0" "gddp2018.edu.vn\0" "gdfgergrer.online\0"
	"gdmail.top\0" "gdqoe.net\0" "gdxs.cc.cd\0" "gear3.pro\0" "gebrauchtwarencenter.com\0"
	"gedmail.win\0" "geekforex.com\0" "geeksun.us.ci\0" "geew.ru\0"
	"gehensiemirnichtaufdensack.de\0" "geldwaschmaschine.de\0" "gelitik.in\0"
	"gemapan.com\0" "gemipro1.store\0" "gemmarosefoundation.co.uk\0" "gemniultra.me\0"
	"gendeng.indevs.in\0" "genderfuck.net\0" "generator.email\0" "generator1email.com\0"
	"gentleinfopath.com\0" "genzmaile.com\0" "genzotp.com\0" "genztrang.com\0"
	"geometrics.icu\0" "georgefletcher.org.uk\0" "georgeheddon.co.uk\0" "geronra.com\0"
	"gerv.app\0" "geschent.biz\0" "get-mail.cf\0" "get-mail.ga\0" "get-mail.ml\0"
	"get-mail.tk\0" "get.pp.ua\0" "get1mail.com\0" "get2mail.fr\0" "getai-hub.com\0"
	"getairmail.cf\0" "getairmail.com\0" "getairmail.ga\0" "getairmail.gq\0"
	"getairmail.ml\0" "getairmail.tk\0" "getasail.com\0" "getbloomdata.com\0"
	"getbox89.xyz\0" "geteit.com\0" "getemail.space\0" "getfun.men\0" "getgptcode.com\0"
	"getmail.my.id\0" "getmail1.com\0" "getmailfree.cc\0" "getmails.eu\0" "getmails.top\0"
	"getmule.com\0" "getnada.cc\0" "getnada.com\0" "getnowtoday.cf\0" "getol.pro\0"
	"getonemail.com\0" "getonemail.net\0" "getotp.fun\0" "getover.de\0"
	"getsimpleemail.com\0" "gett.icu\0" "gewalusitest1.cloud-ip.cc\0" "gexik.com\0"
	"gghjnvgfyjhk.top\0" "ggmal.ml\0" "ggrainn.com\0" "ggvendas.store\0" "ggvk.ru\0"
	"ggvk.store\0" "ggxg.fashion\0" "ggxhunter.com\0" "ghk55.us\0" "gholar.com\0"
	"ghosttexter.de\0" "ghvv.click\0" "gi-mel.web.id\0" "giacmosuaviet.info\0"
	"giaiphapmuasam.com\0" "giantmail.de\0" "giare.fun\0" "gifto12.com\0" "gimbmail.com\0"
	"gimme-cooki.es\0" "gimpmail.com\0" "gimuemoa.fr.nf\0" "ginzi.be\0" "ginzi.co.uk\0"
	"ginzi.es\0" "ginzi.net\0" "ginzy.co.uk\0" "ginzy.eu\0" "giodaingan.com\0"
	"gioidev.news\0" "giratex.com\0" "girlfriend.ru\0" "girlmail.win\0"
	"girlsindetention.com\0" "girlsundertheinfluence.com\0" "gishpuppy.com\0"
	"gislinghamsilverband.com\0" "github-com-disposable-email-domains.loseyourip.com\0"
	"giveh2o.info\0" "givememail.club\0" "givemetoken.xin\0" "givmail.com\0"
	"gixenmixen.com\0" "gkd2323c.in\0" "gladogmi.fr.nf\0" "glaventra.cfd\0" "glaviu.icu\0"
	"glcspp.top\0" "gli.dpdns.org\0" "glitch.sx\0" "globalbizflow.com\0"
	"globaltouron.com\0" "glorylandconnections.com\0" "gls-info.help\0" "glubex.com\0"
	"glucosegrin.com\0" "gmaiil.top\0" "gmail-xsniper.com\0" "gmail-xsniper.site\0"
	"gmail-xsniper.space\0" "gmail2.gq\0" "gmaill.click\0" "gmaillive.cloud\0"
	"gmaillk.com\0" "gmailot.com\0" "gmailxsn.com\0" "gmailxsn.site\0" "gmailxsn.space\0"
	"gmailxyz.bond\0" "gmatch.org\0" "gmeenramy.com\0" "gmel.biz.id\0" "gmel.my.id\0"
	"gmells.com\0" "gmial.com\0" "gmneel.eu.cc\0" "gmx1mail.top\0" "gmxmail.top\0"
	"gmxmail.win\0" "gnctr-calgary.com\0" "gng.edu.pl\0" "gni8.com\0" "gnwzqaz.shop\0"
	"go2farm.io.vn\0" "go2usa.info\0" "go2vpn.net\0" "goatmail.uk\0" "gob.re\0"
	"godfare.com\0" "goemailgo.com\0" "goeschman.com\0" "gohivezone.com\0" "gokublue.me\0"
	"gold.edu.pl\0" "goldenmagpies.com\0" "goldinbox.net\0" "goldivis.work.gd\0"
	"golemico.com\0" "goleudy.org.uk\0" "goliszek.net\0" "gomail.in\0" "gomomy.sbs\0"
	"gongjua.com\0" "gonida.co.uk\0" "gonida.com\0" "gonida.uk\0" "googl.win\0"
	"goomail.club\0" "goonby.com\0" "gooner.cat\0" "goplaygame.ru\0"
	"gorillaswithdirtyarmpits.com\0" "goround.info\0" "gosarlar.com\0"
	"gosuslugi-spravka.ru\0" "gothere.biz\0" "gotmail.com\0" "gotmail.net\0"
	"gotmail.org\0" "gotrak.org\0" "gowikibooks.com\0" "gowikicampus.com\0"
	"gowikicars.com\0" "gowikifilms.com\0" "gowikigames.com\0" "gowikimusic.com\0"
	"gowikinetwork.com\0" "gowikitravel.com\0" "gowikitv.com\0"
	"gpt-mail-free-1200.dynv6.net\0" "gpt-mail-free-140.dynv6.net\0"
	"gpt-mail-free-1427.dynv6.net\0" "gpt-mail-free-1550.dynv6.net\0"
	"gpt-mail-free-161.dynv6.net\0" "gpt-mail-free-1694.dynv6.net\0"
	"gpt-mail-free-1721.dynv6.net\0" "gpt-mail-free-1980.dynv6.net\0"
	"gpt-mail-free-1998.dynv6.net\0" "gpt-mail-free-2019.dynv6.net\0"
	"gpt-mail-free-2049.dynv6.net\0" "gpt-mail-free-2109.dynv6.net\0"
	"gpt-mail-free-2141.dynv6.net\0" "gpt-mail-free-2307.dynv6.net\0"
	"gpt-mail-free-2310.dynv6.net\0" "gpt-mail-free-2375.dynv6.net\0"
	"gpt-mail-free-248.dynv6.net\0" "gpt-mail-free-2491.dynv6.net\0"
	"gpt-mail-free-3.dynv6.net\0" "gpt-mail-free-3074.dynv6.net\0"
	"gpt-mail-free-3093.dynv6.net\0" "gpt-mail-free-3127.dynv6.net\0"
	"gpt-mail-free-3291.dynv6.net\0" "gpt-mail-free-3330.dynv6.net\0"
	"gpt-mail-free-3348.dynv6.net\0" "gpt-mail-free-3476.dynv6.net\0"
	"gpt-mail-free-3527.dynv6.net\0" "gpt-mail-free-366.dynv6.net\0"
	"gpt-mail-free-3792.dynv6.net\0" "gpt-mail-free-3927.dynv6.net\0"
	"gpt-mail-free-4111.dynv6.net\0" "gpt-mail-free-4547.dynv6.net\0"
	"gpt-mail-free-4771.dynv6.net\0" "gpt-mail-free-4775.dynv6.net\0"
	"gpt-mail-free-4788.dynv6.net\0" "gpt-mail-free-4821.dynv6.net\0"
	"gpt-mail-free-4900.dynv6.net\0" "gpt-mail-free-5018.dynv6.net\0"
	"gpt-mail-free-5182.dynv6.net\0" "gpt-mail-free-5211.dynv6.net\0"
	"gpt-mail-free-5226.dynv6.net\0" "gpt-mail-free-5241.dynv6.net\0"
	"gpt-mail-free-5261.dynv6.net\0" "gpt-mail-free-5386.dynv6.net\0"
	"gpt-mail-free-5406.dynv6.net\0" "gpt-mail-free-551.dynv6.net\0"
	"gpt-mail-free-5539.dynv6.net\0" "gpt-mail-free-561.dynv6.net\0"
	"gpt-mail-free-5659.dynv6.net\0" "gpt-mail-free-574.dynv6.net\0"
	"gpt-mail-free-5902.dynv6.net\0" "gpt-mail-free-6067.dynv6.net\0"
	"gpt-mail-free-610.dynv6.net\0" "gpt-mail-free-6221.dynv6.net\0"
	"gpt-mail-free-6289.dynv6.net\0" "gpt-mail-free-6320.dynv6.net\0"
	"gpt-mail-free-6342.dynv6.net\0" "gpt-mail-free-6397.dynv6.net\0"
	"gpt-mail-free-6419.dynv6.net\0" "gpt-mail-free-6603.dynv6.net\0"
	"gpt-mail-free-6664.dynv6.net\0" "gpt-mail-free-6691.dynv6.net\0"
	"gpt-mail-free-6779.dynv6.net\0" "gpt-mail-free-6812.dynv6.net\0"
	"gpt-mail-free-6925.dynv6.net\0" "gpt-mail-free-6962.dynv6.net\0"
	"gpt-mail-free-7208.dynv6.net\0" "gpt-mail-free-7298.dynv6.net\0"
	"gpt-mail-free-7493.dynv6.net\0" "gpt-mail-free-7548.dynv6.net\0"
	"gpt-mail-free-7572.dynv6.net\0" "gpt-mail-free-7582.dynv6.net\0"
	"gpt-mail-free-7689.dynv6.net\0" "gpt-mail-free-7939.dynv6.net\0"
	"gpt-mail-free-8015.dynv6.net\0" "gpt-mail-free-8049.dynv6.net\0"
	"gpt-mail-free-8591.dynv6.net\0" "gpt-mail-free-86.dynv6.net\0"
	"gpt-mail-free-861.dynv6.net\0" "gpt-mail-free-8611.dynv6.net\0"
	"gpt-mail-free-8671.dynv6.net\0" "gpt-mail-free-8773.dynv6.net\0"
	"gpt-mail-free-8786.dynv6.net\0" "gpt-mail-free-8791.dynv6.net\0"
	"gpt-mail-free-882.dynv6.net\0" "gpt-mail-free-8886.dynv6.net\0"
	"gpt-mail-free-8933.dynv6.net\0" "gpt-mail-free-8944.dynv6.net\0"
	"gpt-mail-free-902.dynv6.net\0" "gpt-mail-free-9243.dynv6.net\0"
	"gpt-mail-free-9307.dynv6.net\0" "gpt-mail-free-9446.dynv6.net\0"
	"gpt-mail-free-9502.dynv6.net\0" "gpt-mail-free-9515.dynv6.net\0"
	"gpt-mail-free-9584.dynv6.net\0" "gpt-mail-free-9609.dynv6.net\0"
	"gpt-mail-free-9620.dynv6.net\0" "gpt-mail-free-9695.dynv6.net\0"
	"gpt-mail-free-9825.dynv6.net\0" "gpt-mail-free-9935.dynv6.net\0"
	"gpt-mail.myftp.org\0" "gpt20260701.top\0" "gptmail.cc.cd\0" "gptmail.us.ci\0"
	"gptmail.webredirect.org\0" "gptworkone.dev\0" "gpxmail.win\0"
	"grabafilafoundation.org\0" "gracetvglobal.com\0" "grandmamail.com\0"
	"grandmasmail.com\0" "graphicanal.site\0" "graphicbulk.site\0" "graphicdany.site\0"
	"graphicedge.click\0" "graphicedge.io.vn\0" "graphicedge.site\0" "graphicedge.tokyo\0"
	"graphicenda.site\0" "graphiclean.click\0" "graphiclean.io.vn\0" "graphiclean.site\0"
	"graphiclean.tokyo\0" "graphiclens.site\0" "graphiclever.site\0" "graphicmen.site\0"
	"grassdev.com\0" "gravexia.cfd\0" "gravityengine.cc\0" "great-host.in\0"
	"greencafe24.com\0" "greendike.com\0" "greenhousemail.com\0" "greensloth.com\0"
	"greenvin.io.vn\0" "greggamel.com\0" "greggamel.net\0" "gregorsky.zone\0"
	"gregorygamel.com\0" "gregorygamel.net\0" "grendel.qzz.io\0" "grimstroke.me\0"
	"grish.de\0" "gristod.my\0" "griuc.schule\0" "grn.cc\0" "groklan.com\0"
	"groupbuff.com\0" "grqccqbwg.top\0" "grr.la\0" "gruene-no-thanks.xyz\0" "grugrug.ru\0"
	"gruz-m.ru\0" "gs-arc.org\0" "gsoleyfoyle.org.uk\0" "gsredcross.org\0" "gsrv.co.uk\0"
	"gsxstring.ga\0" "gthyjuytr.dynv6.net\0" "gts.cc.cd\0" "guanshuyun.com\0"
	"gudanglowongan.com\0" "gudri.com\0" "guerillamail.biz\0" "guerillamail.com\0"
	"guerillamail.de\0" "guerillamail.info\0" "guerillamail.net\0" "guerillamail.org\0"
	"guerillamailblock.com\0" "guerrillamail.biz\0" "guerrillamail.com\0"
	"guerrillamail.de\0" "guerrillamail.info\0" "guerrillamail.net\0"
	"guerrillamail.org\0" "guerrillamailblock.com\0" "gufacoding.com\0" "gufum.com\0"
	"guima2.asia\0" "gukox.org\0" "guozivpn.cc.cd\0" "gustr.com\0" "guysmail.com\0"
	"gxemail.men\0" "gxmail.top\0" "gyan-netra.com\0" "gyknife.com\0" "gynzi.co.uk\0"
	"gynzi.es\0" "gzb.ro\0" "gzeos.com\0" "h0tmaii.com\0" "h2beta.com\0" "h8s.org\0"
	"ha92.store\0" "haben-wir.com\0" "habenwir.com\0" "habitnestguide.com\0"
	"habitue.net\0" "hacccc.com\0" "hackersquad.tk\0" "hackthatbit.ch\0" "hahawrong.com\0"
	"haibabon.com\0" "haibaipei.ccwu.cc\0" "haida-edu.cn\0" "hailu.publicvm.com\0"
	"hairs24.ru\0" "halamaridfcfs.site\0" "halashao1.dpdns.org\0" "halashao3.us.ci\0"
	"halcroft.org\0" "haleloya.site\0" "halionex.cfd\0" "haltospam.com\0" "hamham.uk\0"
	"handrik.com\0" "handsofhelpinc.org\0" "hanghai232.shop\0"
	"hangxomcuatoilatotoro.ml\0" "hanha.kozow.com\0" "hanoinet.io.vn\0"
	"happiseektest.com\0" "happy-new-year.top\0" "happy2023year.com\0" "happy9toy.com\0"
	"happydomik.ru\0" "happyheadshed.org\0" "happyhome.eu.cc\0" "haqimi.cc.cd\0"
	"harakirimail.com\0" "hardwork.icu\0" "haren.uk\0" "haribu.com\0" "hartbot.de\0"
	"hasanmail.ml\0" "hat-geld.de\0" "hatespam.org\0" "hathitrannhien.edu.vn\0"
	"havefundarling.xyz\0" "havertz.tk\0" "hawrong.com\0" "haydoo.com\0" "hayys.app\0"
	"hazelnut4u.com\0" "hazelnuts4u.com\0" "hazmat.help\0" "hazmatshipping.org\0"
	"hcap.ai\0" "hccmail.win\0" "hcypku.cloud\0" "hdcroom.us\0" "hdiscord.xyz\0"
	"headstrong.de\0" "healingheartmission.org\0" "healthforwomen.info\0" "healxo.org\0"
	"heathenhammer.com\0" "heathenhero.com\0" "hecat.es\0" "heheee.com\0"
	"heirfoundation.com\0" "heisei.be\0" "hellodream.mobi\0" "helloricky.com\0"
	"helpinghandtaxcenter.org\0" "helpjobs.ru\0" "helpthechildren.uk\0"
	"heocondeisng.cc\0" "herilev.top\0" "heros3.com\0" "herp.in\0" "herpderp.nl\0"
	"hertz.ltd\0" "hesoyam.shop\0" "hethongtudong.store\0" "hetzez.com\0" "heycmm.cn\0"
	"hezll.com\0" "hfogzua.top\0" "hh7f.com\0" "hhan.top\0" "hhe.org.uk\0" "hhyru.us\0"
	"hi2.in\0" "hi5.si\0" "hiddentragedy.com\0" "hidebox.org\0" "hidebusiness.xyz\0"
	"hidemail.de\0" "hidemail.pro\0" "hidemail.us\0" "hidesmail.net\0" "hidevak.com\0"
	"hidingmail.net\0" "hidmail.org\0" "hidzz.com\0" "hiemail.net\0" "hieu.in\0"
	"hieuclone.net\0" "highapes.run.place\0" "highbros.org\0" "higher-tech.linkpc.net\0"
	"highstar.shop\0" "hightech.jo3.org\0" "higogoya.com\0" "higuruma.site\0" "hihi.lol\0"
	"hikuhu.com\0" "hillaxiant.xyz\0" "hilmipremindo.com\0" "hilostar.com\0"
	"hiltonvr.com\0" "him6.com\0" "himacreative.id\0" "himail.infos.st\0"
	"himail.online\0" "histartool.com\0" "hitbase.net\0" "hitbtcpool.cloud\0"
	"hkvtop.us\0" "hldrive.com\0" "hlkes.com\0" "hmail.us\0" "hmamail.com\0" "hmh.ro\0"
	"hoanggiaanh.com\0" "hoanglong.tech\0" "hochsitze.com\0" "hohohim.com\0" "hola.org\0"
	"holio.day\0" "holl.ga\0" "holmes.de5.net\0" "homecut.pro\0" "homehappy.eu.cc\0"
	"homestartbromley.org.uk\0" "homewiseleaf.com\0" "homewrt.xx.kg\0" "homvela.com\0"
	"honesthirianinda.net\0" "honeys.be\0" "hongsemeixi.us.ci\0" "honor-8.com\0"
	"hook2ad.com\0" "hookmono.click\0" "hooooooo.store\0" "hopemail.biz\0" "hopesx.com\0"
	"horizonspost.com\0" "hormails.com\0" "hornhorizon.com\0" "hornyalwary.top\0"
	"host1s.com\0" "hostcalls.com\0" "hostguru.top\0" "hosthalting.lol\0"
	"hosthalting.site\0" "hosthalting.store\0" "hostingmail.me\0" "hostlaba.com\0"
	"hostpapa.dynv6.net\0" "hot-mail.cf\0" "hot-mail.ga\0" "hot-mail.gq\0" "hot-mail.ml\0"
	"hot-mail.tk\0" "hotboyckdh.shop\0" "hotboyckdh1122.shop\0" "hotboyckdhn55.shop\0"
	"hotelpiesi.pro\0" "hotelplazer.com\0" "hotelplazer.fr\0" "hotelplazer.org\0"
	"hotelplazer.store\0" "hotlinkimg.com\0" "hotmai.com\0" "hotmail-us.top\0"
	"hotmailproduct.com\0" "hotmeil.net\0" "hotmial.com\0" "hotpop.com\0" "hotprice.co\0"
	"hotrokh.com\0" "hotsmial.click\0" "hotsoup.be\0" "hottchurch.org.uk\0" "housat.com\0"
	"housereformas.es\0" "howardgiving.org\0" "hpari.com\0" "hpc.tw\0" "hqpdf.com\0"
	"hripleh.us.ci\0" "hs.vc\0" "hsmw.net\0" "ht.cx\0" "hta.2bd.net\0"
	"hta.publicvm.com\0" "hthlm.com\0" "htmail.store\0" "http.nyc.mn\0"
	"httpsgreenwichmeantime.in\0" "huage.me\0" "hualabtech.com\0" "huangao.xyz\0"
	"huangniu8.com\0" "hubglee.com\0" "hubhost.store\0" "hudisk.com\0"
	"hudska.dpdns.org\0" "huizk.com\0" "hukkmu.tk\0" "hulapla.de\0" "hulisang.edu.kg\0"
	"huluwaaaron.eu.cc\0" "humaility.com\0" "hungpackage.com\0" "hungtpt.site\0"
	"hunnur.com\0" "huolala.de5.net\0" "huongdanfb.com\0" "huongvemientrung.store\0"
	"huoyumars.cc.cd\0" "hushmail.cf\0" "huskion.net\0" "husng-kang.top\0"
	"hutathuww.org\0" "hutudns.com\0" "huychau.click\0" "huychau.online\0"
	"huynhlx.shop\0" "huynhtran.io.vn\0" "huytuyen.click\0" "huytuyen.online\0"
	"huytuyen.site\0" "huyvillafb.online\0" "hvastudiesucces.nl\0" "hwsye.net\0"
	"hxopi.ru\0" "hxopi.store\0" "hygle.net\0" "hyhotmail.ccwu.cc\0" "hymenjj.cfd\0"
	"hypenated-domain.com\0" "i-dork.com\0" "i-love-you-3000.net\0" "i2pmail.org\0"
	"i6.cloudns.cc\0" "iandsec.cc.cd\0" "iaoss.com\0" "ibande.xyz\0" "ibmdoors.com\0"
	"ibmdoors.com.cn\0" "ibnuh.bz\0" "ibolinva.com\0" "ibymail.com\0"
	"icantbelieveineedtoexplainthisshit.com\0" "icbr.us\0" "iceans.cc.cd\0"
	"icemail.club\0" "ich-essen-fleisch.bio\0" "ichecker.tech\0" "ichigo.me\0"
	"icidroit.info\0" "ickletonrelief.co.uk\0" "ickletonrelief.shop\0" "icloudmail.kr\0"
	"icloulb.com\0" "icmans.com\0" "iconmal.com\0" "icotz.com\0" "icousd.com\0"
	"icubik.com\0" "icx.in\0" "icx.ro\0" "icznn.com\0" "ideuse.com\0" "idf.ovh\0"
	"idfd.live\0" "idont.date\0" "idu4aa4.info\0" "idx4.com\0" "idxue.com\0"
	"ieatspam.eu\0" "ieatspam.info\0" "ieh-mail.de\0" "iencm.com\0" "iffymedia.com\0"
	"ifoxdd.com\0" "ige.es\0" "igg.biz\0" "ignoremail.com\0" "ihateyoualot.info\0"
	"ihazspam.ca\0" "iheartspam.org\0" "ihnpo.food\0" "ikbenspamvrij.nl\0" "ikewe.com\0"
	"ikomail.com\0" "ikuromi.com\0" "ilcvn.cn\0" "illistnoise.com\0" "illnessth.com\0"
	"illubd.com\0" "iloveion.com\0" "ilovespam.com\0" "im5z.com\0" "imaanpharmacy.com\0"
	"imagic.wiki\0" "imail.edu.vn\0" "imail1.net\0" "imails.asso.st\0" "imails.info\0"
	"imailt.com\0" "imap.fr.nf\0" "imashr.com\0" "imfaya.com\0" "img-free.com\0"
	"imgof.com\0" "imgv.de\0" "immo-gerance.info\0" "imnart.com\0" "imperialcnk.com\0"
	"importemail.com\0" "imranbt.store\0" "imranccnn.buzz\0" "imrancm.buzz\0"
	"imrancumi.buzz\0" "imranking.buzz\0" "imranmax.buzz\0" "imranspc.buzz\0"
	"imstations.com\0" "imul.info\0" "in-ulm.de\0" "in2reach.com\0"
	"inactivemachine.com\0" "inbax.tk\0" "inbound.plus\0" "inbox.si\0" "inbox2.info\0"
	"inboxalias.com\0" "inboxbear.com\0" "inboxclean.com\0" "inboxclean.org\0"
	"inboxdesign.me\0" "inboxed.im\0" "inboxed.pw\0" "inboxfast.space\0"
	"inboxfly.space\0" "inboxkitten.com\0" "inboxly.website\0" "inboxnow.ru\0"
	"inboxnow.store\0" "inboxopen.space\0" "inboxorigin.com\0" "inboxproxy.com\0"
	"inboxstore.me\0" "inclick.net\0" "inclusiveprogress.com\0" "incognitomail.com\0"
	"incognitomail.net\0" "incognitomail.org\0" "incq.com\0" "inctart.com\0" "ind.st\0"
	"inderpalsandhu.com\0" "indevgo.com\0" "index-mail.com\0" "indianahorsecouncil.org\0"
	"indieclad.com\0" "indigobook.com\0" "indirect.ws\0" "indomaed.pw\0" "indomina.cf\0"
	"indoserver.stream\0" "indosukses.press\0" "indoxs.bond\0" "indsec.online\0"
	"ineec.net\0" "inetopenwrt.dpdns.org\0" "infix1.io.vn\0" "infobuzzsite.com\0"
	"infocom.zp.ua\0" "infoisp.me\0" "infolinewest.com\0" "ingam.online\0" "inggo.org\0"
	"inilogic.com\0" "init.ink\0" "inkiny.com\0" "inkomail.com\0" "inlook.cloud\0"
	"inly.vn\0" "inmune.ddns.net\0" "inmynetwork.tk\0" "inoutmail.de\0" "inoutmail.eu\0"
	"inoutmail.info\0" "inoutmail.net\0" "inpwa.com\0" "inreur.com\0" "insanony.art\0"
	"insanony.one\0" "insanony.store\0" "insanumingeniumhomebrew.com\0" "insgrmail.site\0"
	"inshuan.com\0" "insorg-mail.info\0" "instaddr.ch\0" "instaddr.uk\0" "instaddr.win\0"
	"instance-email.com\0" "instant-mail.de\0" "instantblingmail.info\0"
	"instantemailaddress.com\0" "instantletter.net\0" "instantmail.fr\0" "instmail.uk\0"
	"instrete.com\0" "intady.com\0" "internet-v-stavropole.ru\0" "internetkeno.com\0"
	"internetoftags.com\0" "interstats.org\0" "intersteller.com\0"
	"intlgalleryheritageculture.org\0" "intobx.com\0" "intopwa.com\0" "intopwa.net\0"
	"intopwa.org\0" "introex.com\0" "inversiq.cfd\0" "investore.co\0" "inwagit.com\0"
	"inxout.dpdns.org\0" "ioioioio.sbs\0" "ionolenonos.com\0" "ionolenonos.fr\0"
	"ionolenonos.info\0" "ionolenonos.store\0" "ionq.pl\0" "iotf.net\0" "iozak.com\0"
	"ip4.pp.ua\0" "ip6.pp.ua\0" "ipaddressforme.com\0" "ipinf.eu.org\0" "ipoo.org\0"
	"ippandansei.tk\0" "ipsur.org\0" "ipxwan.com\0" "iqfucsod.top\0" "irabops.com\0"
	"iralborz.bid\0" "iraniandsa.org\0" "irc.so\0" "irealiy.cyou\0" "iridales.com\0"
	"irish2me.com\0" "irishspringrealty.com\0" "iroid.com\0" "ironbrookco.com\0"
	"ironiebehindert.de\0" "irpine.com\0" "irssi.tv\0" "is.af\0" "isdaq.com\0"
	"isep.fr.nf\0" "isfew.com\0" "ishop2k.com\0" "ismartsense.online\0" "isosq.com\0"
	"ispeedtest.digital\0" "ist-hier.com\0" "istii.ro\0" "isukrainestillacountry.com\0"
	"iswin.ccwu.cc\0" "it7.ovh\0" "italy-mail.com\0" "itaolo.com\0" "itcompu.com\0"
	"itduniya.online\0" "itfast.net\0" "itmo.edu.pl\0" "itos.cloudns.org\0"
	"itquoted.com\0" "itsbds.com\0" "itsedit.click\0" "itsjiff.com\0" "itspid.com\0"
	"itunesgiftcodegenerator.com\0" "iuanhoi.store\0" "iubridge.com\0" "iuemail.men\0"
	"iuno.fun\0" "iwatermail.com\0" "ixaks.com\0" "ixhale.com\0" "ixunbo.com\0" "ixx.io\0"
	"iya.fr.nf\0" "iysqv.com\0" "izhowto.com\0" "izunasan.my.id\0" "izunasuite.biz.id\0"
	"j-p.us\0" "j3r8qd.space\0" "j5bie4.tech\0" "jabmag.com\0"
	"jackierobinsonparkoffame.org\0" "jafps.com\0" "jaga.email\0" "jagomail.com\0"
	"jailbreakeverything.com\0" "jaipas.lu\0" "jajxz.com\0" "jakarta.io.vn\0"
	"jakemsr.com\0" "jakl.li\0" "jamesjfattorini.rocks\0" "jamesthynnealmshouse.co.uk\0"
	"jamyjmkqdsc.com\0" "janestore.xyz\0" "janproz.com\0" "japnc.com\0" "jaqis.com\0"
	"jarszone.com\0" "jasminesports.com\0" "jasonbella.online\0" "jasonswheels.org\0"
	"jav8.de\0" "javadmin.com\0" "javaemail.com\0" "javaka.live\0" "javindra.cfd\0"
	"jazzvip.site\0" "jbsze.com\0" "jbsze.ne\0" "jcnorris.com\0" "jdmadventures.com\0"
	"jdz.ro\0" "je-recycle.info\0" "jejes.de\0" "jejesfb.biz.id\0" "jellow.ml\0"
	"jellycat.eu.cc\0" "jellyrolls.com\0" "jeoce.com\0" "jeremytunnell.net\0"
	"jessitrust.com\0" "jet-renovation.fr\0" "jetable.com\0" "jetable.fr.nf\0"
	"jetable.net\0" "jetable.org\0" "jetable.pp.ua\0" "jgjitffy.store\0" "jgkcr.com\0"
	"jhphoto.top\0" "ji-a.cc\0" "ji5.de\0" "ji6.de\0" "ji7.de\0" "jiangwy.one\0"
	"jiaoo.pp.ua\0" "jiaxi.work\0" "jibbo01.com\0" "jieluv.com\0" "jika.gg\0"
	"jilingling.eu.cc\0" "jincer.com\0" "jingood.dpdns.org\0" "jinkeyun.com\0"
	"jinva.fr.nf\0" "jiongguo.top\0" "jiooq.com\0" "jioso.com\0" "jisankhan1.site\0"
	"jiuji.asia\0" "jjfcharitabletrust.co.uk\0" "jjice.com\0" "jjj.ee\0" "jjk.app\0"
	"jjlj.fashion\0" "jjmj.fashion\0" "jjuisyj.top\0" "jjxj.fashion\0" "jkotypc.com\0"
	"jlpevents.co.uk\0" "jmail.fr.nf\0" "jmail.ovh\0" "jmail.ro\0" "jmods.me\0"
	"jmt2469.xyz\0" "jnxjn.com\0" "jobbikszimpatizans.hu\0" "jobbrett.com\0"
	"jobposts.net\0" "jobs-to-be-done.net\0" "jobsma.pp.ua\0" "jobzyy.com\0"
	"joelpet.com\0" "joetestalot.com\0" "jofuso.com\0" "joihonm.shop\0"
	"jojomedia.store\0" "jonira.sbs\0" "jonsjav.cc\0" "jopho.com\0" "jora.dpdns.org\0"
	"joseihorumon.info\0" "josse.ltd\0" "jourrapide.com\0" "joywavepoint.com\0"
	"jp-ml.com\0" "jpco.org\0" "jrhmail.com\0" "jsnc.cloud\0" "jsncos.com\0"
	"jsrsolutions.com\0" "jualakun.com\0" "jualakunfb.co\0" "jualfb.co\0" "jumonji.tk\0"
	"jungkamushukum.com\0" "junk.to\0" "junk1e.com\0" "junkmail.ga\0" "junkmail.gq\0"
	"just-email.com\0" "justdefinition.com\0" "justemail.ml\0" "juvanta.cfd\0"
	"juyouxi.com\0" "jwork.ru\0" "jxpomup.com\0" "jzlvoei.cn\0" "jzzm.top\0"
	"k-global.dev\0" "k4money.com\0" "kabamail.com\0" "kabarr.com\0" "kabinbilla.com\0"
	"kademen.com\0" "kadokawa.cf\0" "kadokawa.ga\0" "kadokawa.gq\0" "kadokawa.ml\0"
	"kadokawa.tk\0" "kaengu.ru\0" "kagi.be\0" "kajaib.social\0" "kaka0.kr\0"
	"kakadua.net\0" "kakao-mail.com\0" "kakaomail.kr\0" "kakator.com\0" "kakaveo3.io.vn\0"
	"kakslsie.store\0" "kalapi.org\0" "kalquoris.cfd\0" "kamen-market.ru\0" "kamete.org\0"
	"kampret.asia\0" "kamsg.com\0" "kankoplm.eu.cc\0" "kanlangld.shop\0" "kanonmail.com\0"
	"kantclass.com\0" "kaoing.com\0" "kaovo.com\0" "kappala.info\0" "kapten.site\0"
	"kaptencpl.com\0" "kara-turk.net\0" "karatraman.ml\0" "karenkey.com\0"
	"kariplan.com\0" "karta-kykyruza.ru\0" "kartvelo.com\0" "kasmail.com\0"
	"kasmirfx.buzz\0" "kaspop.com\0" "katalyst.indevs.in\0" "katputli.world\0"
	"katztube.com\0" "kavio.my.id\0" "kawneha.site\0" "kaybooks.top\0" "kayfilms.top\0"
	"kaygroup.top\0" "kayilo.com\0" "kaynlab.com\0" "kazava.tech\0" "kazelink.ml\0"
	"kbishwanathuk.cc\0" "kbox.li\0" "kcoporation.com\0" "kcrw.de\0" "kd2.org\0"
	"kdpsl.org\0" "ke1le.cyou\0" "keecs.com\0" "keepmail.dev\0" "keepmymail.com\0"
	"kein.date\0" "keinhirn.de\0" "keipino.de\0" "kejinxi.xyz\0" "kekita.com\0"
	"kelenson.com\0" "kelimo.sbs\0" "kellychibale-researchgroup-uct.com\0" "kemail.uk\0"
	"kempstoncharities.band\0" "kempstoncharities.co.uk\0" "kemptvillebaseball.com\0"
	"kenari.online\0" "kendev.id.vn\0" "kenfern.com\0" "kenhbanme.com\0" "kenhphim.net\0"
	"kenvanharen.com\0" "kepkat.com\0" "kerotu.com\0" "ket-qua.org\0" "ketua.id\0"
	"khaibn.com\0" "khamu.me\0" "khoke.nl\0" "khtextile.com\0" "kia-sdn.me\0"
	"kiani.com\0" "kidaroa.com\0" "kiecchn.com\0" "kiki287666.xyz\0" "killlove.site\0"
	"killmail.com\0" "killmail.net\0" "killyourtime.com\0" "kimagure.ccwu.cc\0"
	"kimagure1.cc.cd\0" "kimdyn.com\0" "kimora.space\0" "kimsdisk.com\0" "kimzavin.shop\0"
	"kinda.email\0" "kindamail.com\0" "kingproplan.site\0" "kingsq.ga\0"
	"kingss.de5.net\0" "kino-100.ru\0" "kintil.buzz\0" "kiois.com\0" "kismail.ru\0"
	"kisoq.com\0" "kissgy.com\0" "kisstwink.com\0" "kitap.az\0" "kitnastar.com\0"
	"kiwkiw.shop\0" "kjkszpjcompany.com\0" "kkdty.dynv6.net\0" "kkkoouy.cyou\0"
	"kkmail.be\0" "kkoup.com\0" "kksm.be\0" "klassmaster.com\0" "klassmaster.net\0"
	"klick-tipp.us\0" "kliknesia.io\0" "klingai.asia\0" "klipschx12.com\0" "kloap.com\0"
	"klovenode.com\0" "kludgemush.com\0" "klut.io\0" "klyverra.cfd\0" "klzlk.com\0"
	"kmail.li\0" "kmail.live\0" "kmail.qzz.io\0" "kmail123.com\0" "kmhow.com\0"
	"knaresboroughtownmuseum.org\0" "knickerbockerban.de\0" "knilok.com\0"
	"knmcadibav.com\0" "knol-power.nl\0" "knowledgemd.com\0" "kobrandly.com\0"
	"kodeholik.site\0" "kodpan.com\0" "kokalo.store\0" "kokklsd.dpdns.org\0"
	"koletter.com\0" "kommunity.biz\0" "kon42.com\0" "konican.com\0" "konigyuan.us.ci\0"
	"konterkulo.com\0" "kontoko.org\0" "konultant-jurist.ru\0" "kook.ml\0" "kopagas.com\0"
	"kopaka.net\0" "korona-nedvizhimosti.ru\0" "korvanta.cfd\0" "koshu.ru\0"
	"kosmetik-obatkuat.com\0" "kostenlosemailadresse.de\0" "koszmail.pl\0" "kpay.be\0"
	"kpmn-design.org\0" "kpooa.com\0" "kpost.be\0" "kravintis.cfd\0" "krd.ag\0"
	"kreabaka.site\0" "krouter.net\0" "krsw.tk\0" "kruay.com\0" "krypton.tk\0"
	"krysentra.cfd\0" "kskblzdjdwkzkbl.top\0" "ksmtrck.tk\0" "ktpingprox.id.vn\0"
	"kuhaku.indevs.in\0" "kuhrap.com\0" "kuku.lu\0" "kulmeo.com\0" "kulturbetrieb.info\0"
	"kumli.racing\0" "kurin.sbs\0" "kuromee.com\0" "kuromee.store\0" "kurumibnb.dog\0"
	"kurzepost.de\0" "kutakbisajauhjauh.gq\0" "kv2vpn.eu.org\0" "kvhrr.com\0"
	"kvhrs.com\0" "kvhrw.com\0" "kwifa.com\0" "kwift.net\0" "kwilco.net\0" "kwtest.io\0"
	"kyal.pl\0" "kynninc.com\0" "kyntaris.cfd\0" "kyois.com\0" "kyriog.fr\0"
	"kyuusei.fr.nf\0" "kzccv.com\0" "l-c-a.us\0" "l33r.eu\0" "l6factors.com\0"
	"laafd.com\0" "labetteraverouge.at\0" "labforge.freeddns.org\0" "labworld.org\0"
	"lacedmail.com\0" "lackmail.net\0" "lackmail.ru\0" "lacraffe.fr.nf\0" "lacto.info\0"
	"lags.us\0" "laicai8.sbs\0" "lain.ch\0" "lak.pp.ua\0" "lakelivingstonrealestate.com\0"
	"lakqs.com\0" "laksamantunggalakma.me\0" "lalayun.cyou\0" "lamasticots.com\0"
	"lambsauce.de\0" "landmail.co\0" "lanuiopl.bond\0" "laoeq.com\0" "laoia.com\0"
	"lapakqu.com\0" "lappies.net\0" "laptoplonghai.com\0" "larisia.com\0" "larland.com\0"
	"lashyd.com\0" "last-chance.pro\0" "laste.ml\0" "lastexile.site\0" "lastmail.co\0"
	"lastmail.com\0" "laulund.info\0" "launchpadx.shop\0" "launders.money\0"
	"lawlita.com\0" "laxex.ru\0" "laxex.store\0" "laxiw.org\0" "laymro.com\0"
	"lazerbade.com\0" "lazerbade.fr\0" "lazerbade.org\0" "lazerbade.store\0"
	"lazyinbox.com\0" "lazyinbox.us\0" "lbrmail666.site\0" "lcvfdvynb.top\0" "ldaho.biz\0"
	"ldkll.cn\0" "ldop.com\0" "ldtp.com\0" "le-tim.ru\0" "leadwizzer.com\0"
	"lebetrust.org\0" "lee.mx\0" "leechchannel.com\0" "leeching.net\0" "leetmail.co\0"
	"lefruit-dev.work\0" "legalrc.loan\0" "legendaryseller.com\0" "leie.me\0"
	"lellno.gq\0" "lellol.dev\0" "lemonkk.cn\0" "lenovog4.com\0" "leoguio.site\0"
	"leopik.com\0" "lerany.com\0" "lerbhe.com\0" "lerch.ovh\0" "lero3.com\0"
	"leruvo.icu\0" "lesobprovermail.com\0" "lessismore.eu.cc\0" "letterhaven.net\0"
	"letterprotect.net\0" "lettersboxmail.com\0" "letthemeatspam.com\0" "levi.cc.cd\0"
	"leviacerman.store\0" "lez.se\0" "lgxscreen.com\0" "lhsdv.com\0" "liadhene.com\0"
	"liamcyrus.com\0" "liang-tts.shop\0" "liangganxiaopu.bond\0" "libinit.com\0"
	"licccons.icu\0" "licenses.sbs\0" "lifebitsnotes.com\0" "lifebyfood.com\0"
	"lifetimefriends.info\0" "lifetotech.com\0" "lifetreechurch.co.uk\0"
	"lifewiseleaf.com\0" "liggegi.com\0" "lightv.online\0" "ligsb.com\0"
	"likeageek.fr.nf\0" "likemovie.net\0" "likevip.net\0" "lillemap.net\0" "lilo.me\0"
	"lilspam.com\0" "lilsuite.id\0" "lindenbaumjapan.com\0" "link2mail.net\0"
	"linkcoll.my.id\0" "linkedindiscount.com\0" "linkedintuts2016.pw\0" "linkmail.info\0"
	"linkspo.my.id\0" "linlin.cloud\0" "linlshe.com\0" "linshiyou.com\0"
	"linshiyouxiang.net\0" "linux-do.me\0" "linuxgo.us.ci\0" "linuxmail.so\0"
	"linxi.online\0" "linyu.qzz.io\0" "linzefor.asia\0" "linzefor.shop\0" "liocbrco.com\0"
	"liopsacac.shop\0" "lista.cc\0" "litedrop.com\0" "littlejohns.info\0"
	"littlemvh.org.uk\0" "littsocial.com\0" "liun.cc.cd\0" "liuyuyu.space\0"
	"liveforms.org\0" "liveradio.tk\0" "livinitlarge.net\0" "lixlord.xyz\0"
	"liyao.edu.kg\0" "lizery.com\0" "lkgn.se\0" "llciuoau.top\0" "llogin.ru\0"
	"lnovic.com\0" "lnwtt.com\0" "loadby.us\0" "loan101.pro\0" "loaoa.com\0" "loapq.com\0"
	"locanto1.club\0" "locantofuck.top\0" "locantowsite.club\0" "locawin.com\0"
	"locomodev.net\0" "loganister.com\0" "logicfieldzen.com\0" "logicstreak.com\0"
	"login-email.cf\0" "login-email.ga\0" "login-email.ml\0" "login-email.tk\0"
	"logsmarter.net\0" "logular.com\0" "loh.pp.ua\0" "lohinja.com\0" "loin.in\0"
	"lokenathassociation.co.uk\0" "lolfreak.net\0" "lolmail.biz\0" "lonaxter.site\0"
	"londonyouthsailing.org\0" "longsbkt.xyz\0" "lookugly.com\0" "lordfortescue.news\0"
	"lordfortescue.org.uk\0" "lordofmysteries.org\0" "lordsofts.com\0" "lortemail.dk\0"
	"losemymail.com\0" "lostnow.org\0" "love-your.mom\0" "lovecalculatorname.org\0"
	"lovecv.cn\0" "lovegivingsadaqah.org\0" "lovemeet.faith\0" "lovemeleaveme.com\0"
	"lovertboy.online\0" "loveuu.xyz\0" "lowprizo.com\0" "lpfmgmtltd.com\0" "lr7.us\0"
	"lr78.com\0" "lroid.com\0" "lru.me\0" "ls-server.ru\0" "lsaar.com\0"
	"lsd10086.ccwu.cc\0" "lsd8866.ccwu.cc\0" "lsereborn.com\0" "lsirdomain.us.ci\0"
	"lsyx24.com\0" "luckymail.org\0" "luffygadgets.com\0" "lujialu.edu.kg\0"
	"lujian.de5.net\0" "lukecarriere.com\0" "lukemail.info\0" "lukop.dk\0"
	"lum25kcredit.io.vn\0" "lumeika.com\0" "lumg.uk\0" "luminexis.cfd\0" "luminix1.shop\0"
	"lumm25k.io.vn\0" "lumyrix.cfd\0" "lunarmoon.online\0" "lunetra.shop\0" "lunor.cfd\0"
	"lushiyi.eu.cc\0" "lushosa.com\0" "lutech.uk\0" "luv2.us\0" "luxentra.cfd\0"
	"luxovira.cfd\0" "luxudata.com\0" "lxbeta.com\0" "lxydawang.top\0" "lydir.com\0"
	"lyfestylecreditsolutions.com\0" "lyft.live\0" "lympstonevillagehall.co.uk\0"
	"lynex.sbs\0" "lynwise.shop\0" "lyricspad.net\0" "lyxhzz.com.cn\0" "lzoaq.com\0"
	"m21.cc\0" "m4ilweb.info\0" "ma1l.duckdns.org\0" "mabal.fr.nf\0" "maboard.com\0"
	"mabox.eu\0" "mac-24.com\0" "machen-wir.com\0" "macmail.info\0" "macos.one\0"
	"macr2.com\0" "macromaid.com\0" "macromice.info\0" "magamail.com\0" "magbit.food\0"
	"maggotymeat.ga\0" "magicbox.ro\0" "magim.be\0" "magspam.net\0" "maidlow.info\0"
	"mail-card.net\0" "mail-easy.fr\0" "mail-filter.com\0" "mail-help.net\0"
	"mail-hosting.co\0" "mail-hub.info\0" "mail-mario.fr.nf\0" "mail-now.top\0"
	"mail-owl.com\0" "mail-share.com\0" "mail-temporaire.com\0" "mail-temporaire.fr\0"
	"mail-tester.com\0" "mail.by\0" "mail.gw\0" "mail.tm\0" "mail.wtf\0" "mail0.ga\0"
	"mail1.top\0" "mail101.xyz\0" "mail10m.com\0" "mail11.xyz\0" "mail114.net\0"
	"mail12h.com\0" "mail1a.de\0" "mail1web.org\0" "mail21.cc\0" "mail22.club\0"
	"mail2rss.org\0" "mail333.com\0" "mail4.uk\0" "mail4qa.com\0" "mail4trash.com\0"
	"mail666.ru\0" "mail7.io\0" "mail707.com\0" "mail72.com\0" "mail789.dedyn.io\0"
	"mailaddress.de\0" "mailadresi.tk\0" "mailapp.top\0" "mailapril.org\0" "mailba.uk\0"
	"mailback.com\0" "mailbai.com\0" "mailbali.com\0" "mailbidon.com\0"
	"mailbiscuit.com\0" "mailbiz.biz\0" "mailblocks.com\0" "mailbox.in.ua\0"
	"mailbox.zip\0" "mailbox49.com\0" "mailbox52.ga\0" "mailbox80.biz\0" "mailbox82.biz\0"
	"mailbox87.de\0" "mailbox92.biz\0" "mailboxify.ru\0" "mailboxify.store\0"
	"mailboxly.ru\0" "mailboxly.store\0" "mailboxy.fun\0" "mailboxy.ru\0"
	"mailboxy.store\0" "mailbucket.org\0" "mailcat.biz\0" "mailcatch.com\0"
	"mailchannels.de\0" "mailchatgpt.eu.cc\0" "mailchop.com\0" "mailcker.com\0"
	"mailclone2023.top\0" "maildax.me\0" "mailde.de\0" "mailde.info\0" "maildrop.cc\0"
	"maildrop.cf\0" "maildrop.ga\0" "maildrop.gq\0" "maildrop.ml\0" "maildu.de\0"
	"maildx.com\0" "maildy.site\0" "maileater.com\0" "mailed.in\0" "mailed.ro\0"
	"mailedu.edu.pl\0" "maileimer.de\0" "maileme101.com\0" "mailer.edu.pl\0"
	"mailer.io.vn\0" "mailers.edu.pl\0" "mailexpire.com\0" "mailf5.com\0" "mailfa.tk\0"
	"mailfall.com\0" "mailfast.pro\0" "mailfirefly.com\0" "mailfirst.icu\0"
	"mailfor1month.shop\0" "mailforgo.site\0" "mailforspam.com\0" "mailfree.ga\0"
	"mailfree.gq\0" "mailfree.ml\0" "mailfreeonline.com\0" "mailfs.com\0" "mailgo.cyou\0"
	"mailguard.me\0" "mailgutter.com\0" "mailhazard.com\0" "mailhazard.us\0"
	"mailhex.com\0" "mailhub.pro\0" "mailhz.me\0" "mailimate.com\0" "mailin8r.com\0"
	"mailinatar.com\0" "mailinater.com\0" "mailinator.co.uk\0" "mailinator.com\0"
	"mailinator.gq\0" "mailinator.info\0" "mailinator.net\0" "mailinator.org\0"
	"mailinator.us\0" "mailinator0.com\0" "mailinator1.com\0" "mailinator2.com\0"
	"mailinator2.net\0" "mailinator3.com\0" "mailinator4.com\0" "mailinator5.com\0"
	"mailinator6.com\0" "mailinator7.com\0" "mailinator8.com\0" "mailinator9.com\0"
	"mailincubator.com\0" "mailisia.com\0" "mailismagic.com\0" "mailita.tk\0"
	"mailjunk.cf\0" "mailjunk.ga\0" "mailjunk.gq\0" "mailjunk.ml\0" "mailjunk.tk\0"
	"mailku.co\0" "mailllshop.website\0" "maillog.uk\0" "mailmagnet.co\0" "mailmate.com\0"
	"mailmaxy.one\0" "mailmay.org\0" "mailme.gq\0" "mailme.ir\0" "mailme.lv\0"
	"mailme24.com\0" "mailmenot.io\0" "mailmetrash.com\0" "mailmoat.com\0"
	"mailmoth.com\0" "mailms.com\0" "mailna.biz\0" "mailna.co\0" "mailna.in\0"
	"mailna.me\0" "mailnada.cc\0" "mailnada.com\0" "mailnator.com\0" "mailnesia.com\0"
	"mailnet.io.vn\0" "mailnoop.store\0" "mailnull.com\0" "mailnuo.com\0" "mailo.edu.pl\0"
	"mailonaut.com\0" "mailorc.com\0" "mailorg.org\0" "mailosaur.net\0" "mailox.fun\0"
	"mailp.org\0" "mailphu.com\0" "mailpick.biz\0" "mailpluss.com\0" "mailpooch.com\0"
	"mailpoof.com\0" "mailpress.gq\0" "mailpro.lat\0" "mailpro.live\0" "mailproxsy.com\0"
	"mailpull.com\0" "mailquack.com\0" "mailrock.biz\0" "mailrun.one\0" "mailsa.biz.id\0"
	"mailsa.my.id\0" "mailsac.com\0" "mailsafe.fr.nf\0" "mailsbay.com\0" "mailscrap.com\0"
	"mailseal.de\0" "mailserv.info\0" "mailshan.com\0" "mailshell.com\0" "mailshiv.com\0"
	"mailshou.com\0" "mailshun.com\0" "mailsiphon.com\0" "mailslapping.com\0"
	"mailslite.com\0" "mailslurp.com\0" "mailsucker.net\0" "mailt.net\0" "mailt.top\0"
	"mailtao.me\0" "mailtechx.com\0" "mailtecom.com\0" "mailtemp.info\0"
	"mailtemple.xyz\0" "mailtemporaire.com\0" "mailtemporaire.fr\0" "mailtest.ccwu.cc\0"
	"mailto.plus\0" "mailtome.de\0" "mailtothis.com\0" "mailtraps.com\0" "mailtrash.net\0"
	"mailtrix.net\0" "mailtub.com\0" "mailtv.net\0" "mailtv.tv\0" "mailuniverse.co.uk\0"
	"mailvip.net\0" "mailw.site\0" "mailx.click\0" "mailxyz.cyou\0" "mailyan.my.id\0"
	"mailzi.ru\0" "mailzilla.com\0" "mailzilla.org\0" "mailzy.org\0" "mainerfolg.info\0"
	"mainkask.site\0" "make.cc.cd\0" "makemenaughty.club\0" "makemetheking.com\0"
	"makeraura.online\0" "makertrial.com\0" "makoli.sbs\0" "makoli.space\0" "malahov.de\0"
	"malayalamdtp.com\0" "malioter.pro\0" "mama3.org\0" "mamabood.com\0"
	"mamangbadrut.site\0" "mameganteng.store\0" "mamulenok.ru\0" "managedisabled.online\0"
	"mandraghen.cf\0" "manifestgenerator.com\0" "mannawo.com\0" "mansiondev.com\0"
	"maohe.cloud\0" "marchguidesassociation.org\0" "marchguidesassociation.org.uk\0"
	"marhumal.tech\0" "marineso.com\0" "mariyaa.pp.ua\0" "mark-compressoren.ru\0"
	"markableytrust.org.uk\0" "markandvirginiarometty.org\0" "marketlink.info\0"
	"markmurfin.com\0" "marrytodo.de\0" "martenson-mail.mywire.org\0"
	"martenson-mail.ooguy.com\0" "martenson-mail.theworkpc.com\0" "masbahlil.xyz\0"
	"mask03.ru\0" "maskmy.id\0" "masonline.info\0" "masteryforn.shop\0" "maswae.world\0"
	"matamuasu.ga\0" "matchpol.net\0" "matjoa.com\0" "matmayer.com\0" "matra.site\0"
	"max-mail.org\0" "maxresistance.com\0" "maxseeding.com\0" "maxturns.com\0"
	"mayre.shop\0" "mbox.re\0" "mbx.cc\0" "mc-fly.be\0" "mcache.net\0" "mcdomaine.fr.nf\0"
	"mchasd.eu.cc\0" "mciek.com\0" "mcpservers.one\0" "mcs.cc.cd\0" "mcunnm.ccwu.cc\0"
	"mdahld.eu.cc\0" "mdhc.tk\0" "mdz.email\0" "meantinc.com\0" "mebeiuk.co.uk\0"
	"mebelnu.info\0" "mech2build.io.vn\0" "mechanicalresumes.com\0" "mechanicspedia.com\0"
	"medevsa.com\0" "mediaeast.uk\0" "mediaholy.com\0" "medicichoir.org\0"
	"medkabinet-uzi.ru\0" "meef.uk\0" "meepsheep.eu\0" "meevpo.id\0" "megasend.org\0"
	"mehda.eu.cc\0" "mehr-bitcoin.de\0" "meidecn.com\0" "meikeya.com\0"
	"meinspamschutz.de\0" "meituy.com\0" "mekqh.eu.cc\0" "melbourne.edu.pl\0"
	"meltedbrownies.com\0" "meltmail.com\0" "meltp.com\0" "memeazon.com\0"
	"memoniclife.online\0" "memsg.site\0" "meng2026.bond\0" "meng2026.cyou\0"
	"mengma.eu.cc\0" "mengundang.live\0" "mentonit.net\0" "meocon.org\0" "meomo.store\0"
	"mepost.pw\0" "merepost.com\0" "merry.pink\0" "meruado.uk\0" "merumart.com\0"
	"merxo.me\0" "mesemails.fr.nf\0" "mess-mails.fr.nf\0" "messagebeamer.de\0"
	"messibucu.click\0" "messwiththebestdielikethe.rest\0" "metadownload.org\0"
	"metaintern.net\0" "metajaya.biz.id\0" "metalunits.com\0" "metaorbitx.com\0"
	"mexvat.com\0" "mezimages.net\0" "mfapi.dpdns.org\0" "mfsa.info\0" "mfsa.ru\0"
	"mfunza.com\0" "mfxis.com\0" "mgtop.cc\0" "mgxianlu.gq\0" "mhzayt.online\0"
	"miaferrari.com\0" "mianfeibuluo.com\0" "miaowuai.buzz\0" "miauj.com\0"
	"michaeladmin.eu\0" "michaeladmin.fr\0" "michaeladmin.org\0" "michaeladmin.store\0"
	"mickaben.fr.nf\0" "midcoastcustoms.com\0" "midcoastcustoms.net\0"
	"midcoastsolutions.com\0" "midcoastsolutions.net\0" "middletoncheneyuc.uk\0"
	"midiharmonica.com\0" "midlertidig.com\0" "midlertidig.net\0" "midlertidig.org\0"
	"midwestpride.org\0" "mierdamail.com\0" "migmail.net\0" "migmail.pl\0"
	"migumail.com\0" "mihep.com\0" "miistermail.fr\0" "mijnhva.nl\0" "mikfarm.com\0"
	"mikrotikvietnam.com\0" "mikrotikvn.com\0" "mikrotikx.com\0" "mikumirai.top\0"
	"miloras.fr.nf\0" "minefieldmail.com\0" "minhquang2000.com\0" "minidmx.icu\0"
	"minimail.gq\0" "ministry-of-silly-walks.de\0" "minitts.net\0" "minsmail.com\0"
	"mintemail.com\0" "minuteafter.com\0" "minuteinbox.com\0" "mirai.re\0"
	"mirasync.tokyo\0" "miros.cloud\0" "missionbulldogs.org\0" "misterpinball.de\0"
	"mitico.org\0" "mitrabisa.com\0" "mitraprem.online\0" "mitraprem.site\0"
	"miucce.com\0" "miwacle.com\0" "mixmail.site\0" "mixzu.net\0" "mji.ro\0"
	"mjj.edu.ge\0" "mjukglass.nu\0" "mkeya.com\0" "mkpfilm.com\0" "mkseiuuda.top\0"
	"mkvesta.io.vn\0" "mkzaso.com\0" "ml8.ca\0" "mlanm.online\0" "mlgmail.top\0"
	"mliok.com\0" "mm.my\0" "mm2flip.pw\0" "mm5.se\0" "mmaily.com\0" "mmcat.icu\0"
	"mmdesign.work.gd\0" "mmmggg0123.ccwu.cc\0" "mmmo.us.ci\0" "mmo.us.ci\0"
	"mmo365.store\0" "mmyuu.cn\0" "mnode.me\0" "mnvr.site\0" "moakt.cc\0" "moakt.co\0"
	"moakt.com\0" "moakt.ws\0" "mobileninja.co.uk\0" "mobilevpn.top\0" "moburl.com\0"
	"mockata.net\0" "mockmyid.com\0" "modirosa.com\0" "modolku.store\0" "moeri.org\0"
	"mofu.be\0" "mohmal.com\0" "mohmal.im\0" "mohmal.in\0" "mohmal.tech\0" "moimoi.re\0"
	"mokook.com\0" "moldind.help\0" "molms.com\0" "momentics.ru\0" "momoi.uk\0"
	"momopifa.cc.cd\0" "mona.edu.kg\0" "mona.edu.pl\0" "mona.edu.rs\0" "monachat.tk\0"
	"monadi.ml\0" "monchu.fr\0" "moncourrier.fr.nf\0" "mondial.asso.st\0"
	"monemail.fr.nf\0" "moneypipe.net\0" "monglung.space\0" "mongrec.top\0" "monity.top\0"
	"monmail.fr.nf\0" "monomoho.site\0" "monopacket.com\0" "monumentmail.com\0"
	"monyal.shop\0" "moolee.net\0" "moonapps.org\0" "moondyal.com\0" "moonfee.com\0"
	"moonikent.us\0" "moonwake.com\0" "mooo.com\0" "moot.es\0" "mopess.help\0"
	"mora45ktil.io.vn\0" "moreawesomethanyou.com\0" "moreorcs.com\0" "morriesworld.ml\0"
	"morsin.com\0" "moruzza.com\0" "mosswoodmissionhall.bio\0" "motion.jo3.org\0"
	"motique.de\0" "mountainregionallibrary.net\0" "moutianwuliu.top\0" "mowline.com\0"
	"mox.pp.ua\0" "moy-elektrik.ru\0" "moyang303.de5.net\0" "moza.pl\0" "mozej.com\0"
	"mp-j.ga\0" "mp3oxi.com\0" "mpk.ovh\0" "mr-email.fr.nf\0" "mr24.co\0"
	"mrcheannko45k.io.vn\0" "mriscan.live\0" "mriscanner.live\0"
	"mrizkifreelace.dpdns.org\0" "mrotzis.com\0" "mrphoto.org\0" "mrvpm.net\0"
	"mrvpt.com\0" "msarra.com\0" "msgos.com\0" "msn-mail-free-1.dynv6.net\0"
	"msn-mail-free-1092.dynv6.net\0" "msn-mail-free-1268.dynv6.net\0"
	"msn-mail-free-1522.dynv6.net\0" "msn-mail-free-1659.dynv6.net\0"
	"msn-mail-free-1750.dynv6.net\0" "msn-mail-free-189.dynv6.net\0"
	"msn-mail-free-1974.dynv6.net\0" "msn-mail-free-1980.dynv6.net\0"
	"msn-mail-free-2112.dynv6.net\0" "msn-mail-free-2193.dynv6.net\0"
	"msn-mail-free-2205.dynv6.net\0" "msn-mail-free-2634.dynv6.net\0"
	"msn-mail-free-2681.dynv6.net\0" "msn-mail-free-3011.dynv6.net\0"
	"msn-mail-free-3229.dynv6.net\0" "msn-mail-free-3232.dynv6.net\0"
	"msn-mail-free-3270.dynv6.net\0" "msn-mail-free-33.dynv6.net\0"
	"msn-mail-free-3312.dynv6.net\0" "msn-mail-free-3373.dynv6.net\0"
	"msn-mail-free-3414.dynv6.net\0" "msn-mail-free-3622.dynv6.net\0"
	"msn-mail-free-3632.dynv6.net\0" "msn-mail-free-3737.dynv6.net\0"
	"msn-mail-free-3812.dynv6.net\0" "msn-mail-free-4062.dynv6.net\0"
	"msn-mail-free-4088.dynv6.net\0" "msn-mail-free-4151.dynv6.net\0"
	"msn-mail-free-4290.dynv6.net\0" "msn-mail-free-4304.dynv6.net\0"
	"msn-mail-free-4411.dynv6.net\0" "msn-mail-free-4518.dynv6.net\0"
	"msn-mail-free-4640.dynv6.net\0" "msn-mail-free-4718.dynv6.net\0"
	"msn-mail-free-4868.dynv6.net\0" "msn-mail-free-5064.dynv6.net\0"
	"msn-mail-free-5162.dynv6.net\0" "msn-mail-free-5184.dynv6.net\0"
	"msn-mail-free-5198.dynv6.net\0" "msn-mail-free-5402.dynv6.net\0"
	"msn-mail-free-5415.dynv6.net\0" "msn-mail-free-554.dynv6.net\0"
	"msn-mail-free-5696.dynv6.net\0" "msn-mail-free-5718.dynv6.net\0"
	"msn-mail-free-5872.dynv6.net\0" "msn-mail-free-6047.dynv6.net\0"
	"msn-mail-free-6113.dynv6.net\0" "msn-mail-free-6326.dynv6.net\0"
	"msn-mail-free-6581.dynv6.net\0" "msn-mail-free-6589.dynv6.net\0"
	"msn-mail-free-6760.dynv6.net\0" "msn-mail-free-678.dynv6.net\0"
	"msn-mail-free-6877.dynv6.net\0" "msn-mail-free-6883.dynv6.net\0"
	"msn-mail-free-6906.dynv6.net\0" "msn-mail-free-6943.dynv6.net\0"
	"msn-mail-free-6959.dynv6.net\0" "msn-mail-free-6981.dynv6.net\0"
	"msn-mail-free-708.dynv6.net\0" "msn-mail-free-7155.dynv6.net\0"
	"msn-mail-free-727.dynv6.net\0" "msn-mail-free-733.dynv6.net\0"
	"msn-mail-free-7424.dynv6.net\0" "msn-mail-free-7429.dynv6.net\0"
	"msn-mail-free-7434.dynv6.net\0" "msn-mail-free-7509.dynv6.net\0"
	"msn-mail-free-7570.dynv6.net\0" "msn-mail-free-7742.dynv6.net\0"
	"msn-mail-free-7760.dynv6.net\0" "msn-mail-free-8047.dynv6.net\0"
	"msn-mail-free-810.dynv6.net\0" "msn-mail-free-8131.dynv6.net\0"
	"msn-mail-free-8282.dynv6.net\0" "msn-mail-free-8582.dynv6.net\0"
	"msn-mail-free-86.dynv6.net\0" "msn-mail-free-8632.dynv6.net\0"
	"msn-mail-free-8704.dynv6.net\0" "msn-mail-free-8776.dynv6.net\0"
	"msn-mail-free-8841.dynv6.net\0" "msn-mail-free-890.dynv6.net\0"
	"msn-mail-free-8952.dynv6.net\0" "msn-mail-free-8986.dynv6.net\0"
	"msn-mail-free-9002.dynv6.net\0" "msn-mail-free-9061.dynv6.net\0"
	"msn-mail-free-9121.dynv6.net\0" "msn-mail-free-9173.dynv6.net\0"
	"msn-mail-free-9224.dynv6.net\0" "msn-mail-free-9313.dynv6.net\0"
	"msn-mail-free-9368.dynv6.net\0" "msn-mail-free-9382.dynv6.net\0"
	"msn-mail-free-9444.dynv6.net\0" "msn-mail-free-9536.dynv6.net\0"
	"msn-mail-free-9587.dynv6.net\0" "msn-mail-free-9597.dynv6.net\0"
	"msn-mail-free-9649.dynv6.net\0" "msn-mail-free-9734.dynv6.net\0"
	"msn-mail-free-9921.dynv6.net\0" "msn-mail-free-9990.dynv6.net\0"
	"msn-mail-free-9998.dynv6.net\0" "mspeciosa.com\0" "msqatl.com\0" "msrc.ml\0"
	"msssg.com\0" "mswork.ru\0" "msxd.com\0" "mt2009.com\0" "mt2014.com\0" "mt2015.com\0"
	"mtdalmshouse.fitness\0" "mtdalmshouse.uk\0" "mtmdev.com\0" "mtnewtoy.us\0"
	"mtshop18.io.vn\0" "muadaingan.com\0" "muareview.com\0" "muataikhoan.info\0"
	"muathegame.com\0" "muchomail.com\0" "mucincanon.com\0" "mudahmaxwin.com\0"
	"muehlacker.tk\0" "muell.icu\0" "muell.io\0" "muell.monster\0" "muell.xyz\0"
	"muellemail.com\0" "muellmail.com\0" "muetop.store\0" "mugadget.com\0" "mui.cc.cd\0"
	"mui.de5.net\0" "multicorse.com\0" "muncloud.com\0" "munik.edu.pl\0"
	"munoubengoshi.gq\0" "muonwhila.com\0" "muralin-aja.com\0" "muratec.eu.org\0"
	"muratreis.icu\0" "musiccode.me\0" "musicflow.buzz\0" "musiku.studio\0" "mutant.me\0"
	"mutudev.com\0" "mvpmedix.com\0" "mvrht.com\0" "mvrht.net\0" "mwalshabs.dev\0"
	"mwarner.org\0" "mwqj.xyz\0" "mxclip.com\0" "mxfuel.com\0" "mxhquxyi.top\0"
	"mxvia.com\0" "my-pomsies.ru\0" "my-teddyy.ru\0" "my10minutemail.com\0" "mybitti.de\0"
	"mycleaninbox.net\0" "mycorneroftheinter.net\0" "mycreativeinbox.com\0" "myde.ml\0"
	"mydefipet.live\0" "mydemo.equipment\0" "myecho.es\0" "myemailboxy.com\0"
	"myfxspot.com\0" "mygeoweb.info\0" "myhochzeitsfilm.de\0"
	"myhosrn.servehalflife.com\0" "myindohome.services\0" "myinfoinc.com\0"
	"myinterserver.ml\0" "mykickassideas.com\0" "myletters.online\0" "mymail-in.net\0"
	"mymail.infos.st\0" "mymail90.com\0" "mymaildo.kro.kr\0" "mymailoasis.com\0"
	"mymaily.lol\0" "mymrxuyrd.top\0" "mynes.com\0" "mynetstore.de\0" "mynoop.store\0"
	"myntora.cfd\0" "myopang.com\0" "mypacks.net\0" "mypartyclip.de\0"
	"myphantomemail.com\0" "mysadfjwefwf.us.ci\0" "mysamp.de\0" "myself.fr.nf\0"
	"myspaceinc.com\0" "myspaceinc.net\0" "myspaceinc.org\0" "myspacepimpedup.com\0"
	"myspamless.com\0" "mystvpn.com\0" "mysugartime.ru\0" "mytemp.email\0"
	"mytempemail.com\0" "mytempmail.com\0" "mytrashmail.com\0" "mywarnernet.net\0"
	"myweblaw.com\0" "mywrld.site\0" "mywrld.top\0" "myxentra.cfd\0" "myzx.com\0"
	"mzico.com\0" "n1nja.org\0" "n8.gs\0" "na-cat.com\0" "naacpadvancement.org\0"
	"naah.ru\0" "naah.store\0" "nabaxox.edu.pl\0" "nabilalo.bond\0" "nabomail.com\0"
	"nabuma.com\0" "nada.email\0" "nada.ltd\0" "nagi.be\0" "nailooong.site\0"
	"naka.edu.pl\0" "nakedtruth.biz\0" "namdevmail2.qzz.io\0" "namenan.me\0"
	"namewok.com\0" "nangspa.vn\0" "naniniva.com\0" "nanonym.ch\0" "nanopools.info\0"
	"nanoskin.vn\0" "naobk.com\0" "naocan.org\0" "narrowment.com\0" "narsub.online\0"
	"narsub.shop\0" "nashapoultryshop.com\0" "naslazhdai.ru\0" "natachai.me\0"
	"natange.org.uk\0" "nationalgardeningclub.com\0" "natuanal.com\0" "nautonk.com\0"
	"navalcadets.com\0" "naverapp.com\0" "naverly.com\0" "navermail.kr\0" "nawmin.info\0"
	"naxx.dev\0" "naylonksosmed.com\0" "naymedia.com\0" "nazisat.com\0" "nbmbb.com\0"
	"nbskyhope.shop\0" "nbspace.us\0" "nbvrluhsh.top\0" "nbzmr.com\0" "ncien.com\0"
	"ndade.eu.cc\0" "ndnphim.io.vn\0" "ndut.pro\0" "neatdaynote.com\0" "necub.com\0"
	"negated.com\0" "neghtlefi.com\0" "neko2.net\0" "nekochan.fr\0" "nekosan.uk\0"
	"neomailbox.com\0" "neosstudy.work\0" "neotlozhniy-zaim.ru\0" "nepwk.com\0"
	"neroki.shop\0" "nervmich.net\0" "nervtmich.net\0" "nesopf.com\0" "nespf.com\0"
	"nespj.com\0" "nespressopixie.com\0" "nestlynotes.com\0" "net1mail.com\0"
	"netcom.ws\0" "netfusionhub.surf\0" "netfxd.com\0" "netherfieldvillagehall.co.uk\0"
	"netmails.com\0" "netmails.net\0" "netn.top\0" "netoiu.com\0" "netricity.nl\0"
	"netris.net\0" "netviewer-france.com\0" "networksolutionshk.asia\0" "netzidiot.de\0"
	"nevanata.com\0" "nevermail.de\0" "neverover.life\0" "new-api.cc.cd\0" "newaddr.com\0"
	"newbpotato.tk\0" "newbreedapps.com\0" "newdelhi.io.vn\0" "newfilm24.ru\0"
	"newgreenpath.org\0" "newideasfornewpeople.info\0" "newmail.top\0" "newmano.store\0"
	"newsteadabbeypartnership.org\0" "newyork.io.vn\0" "nexarisystems.online\0"
	"nexarsh.store\0" "nexarshop.store\0" "nexentia.cfd\0" "nexio.sbs\0"
	"nexorabio.pro.vn\0" "nexosphere.lifestyle\0" "next.ovh\0" "nextmail.info\0"
	"nextstopvalhalla.com\0" "nextsuns.com\0" "nexus-streams.online\0" "nexverseal.shop\0"
	"nezdiro.org\0" "nezid.com\0" "nezuka.net\0" "nezumi.be\0" "nezzart.com\0"
	"nfast.net\0" "nfkah.eu.cc\0" "nghienplus.io.vn\0" "nghienplus.store\0"
	"nguyendanhkietisocial.com\0" "nguyenlieu24h.com\0" "nguyentinhblog.com\0"
	"nguyenusedcars.com\0" "nh3.ro\0" "nhienpv1.io.vn\0" "nhmi1.com\0" "nhmvn.com\0"
	"nhoopmail.store\0" "nhotv.com\0" "nhungdang.xyz\0" "niang-sfx.biz\0" "nice-4u.com\0"
	"nice.qzz.io\0" "nicebad.com\0" "nicemail.cc\0" "niceminute.com\0" "nichaoxing.cc\0"
	"nick-ao.com\0" "nickmxh.com\0" "nicknassar.com\0" "nicusaurelus.online\0"
	"nigeriansincoventry.org\0" "nightfood.studio\0" "nightorb.com\0" "nik.edu.pl\0"
	"nikora.fr.nf\0" "nimbacharity.com\0" "nincsmail.com\0" "nincsmail.hu\0"
	"ninepacman.com\0" "niprack.com\0" "niseko.be\0" "niwave.shop\0" "niwave.top\0"
	"niwl.net\0" "njwzzvmtin.my\0" "nm123.com\0" "nm7.cc\0" "nmail.cf\0" "nnh.com\0"
	"nnot.net\0" "nnoway.ru\0" "no-spam.ws\0" "no-trash.ru\0" "no-ux.com\0"
	"no2bullyingatwork.org.uk\0" "noblepioneer.com\0" "nobugmail.com\0" "nobulk.com\0"
	"nobuma.com\0" "noclickemail.com\0" "nocp.ru\0" "nocp.store\0" "nodejs.uk\0"
	"nodezine.com\0" "noexpire.top\0" "nogmailspam.info\0" "noicd.com\0" "noinspect.top\0"
	"noizonicfoundation.com\0" "nokdot.com\0" "nokiamail.com\0" "nolemail.ga\0"
	"nolettersbox.com\0" "nomail.cf\0" "nomail.ga\0" "nomail.pw\0" "nomail2me.com\0"
	"nomes.fr.nf\0" "nomomail.com\0" "nomorespamemails.com\0" "nomorix.cfd\0"
	"nonchalantresmita.biz\0" "nondon.site\0" "nondon.store\0" "nongnue.com\0"
	"nonspam.eu\0" "nonspammer.de\0" "nonze.ro\0" "nooploop.store\0" "noopmail.com\0"
	"noproposal.com\0" "noref.in\0" "noreply.fr\0" "nori24.tv\0" "norovpn.site\0"
	"norseforce.com\0" "northboveymeadow.business\0" "northsixty.com\0" "norvanta.cfd\0"
	"norwegischlernen.info\0" "noship.shop\0" "noshiper.pro\0" "nospam.fr.nf\0"
	"nospam.today\0" "nospam4.us\0" "nospamfor.us\0" "nospamthanks.info\0"
	"nosubcriber.shop\0" "notboxletters.com\0" "nothingtoseehere.ca\0" "notif.me\0"
	"notipr.com\0" "notlettersmail.com\0" "notmailinator.com\0" "notrnailinator.com\0"
	"notsharingmy.info\0" "novaemail.com\0" "novaprime.vip\0" "novasub.click\0"
	"novyrix.cfd\0" "now.im\0" "nowhere.org\0" "nowmymail.com\0" "nowmymail.net\0"
	"nowrouter.store\0" "nowtopzen.com\0" "nowyoudme1.cc.cd\0" "noyavip.com\0"
	"noyp.fr.nf\0" "nproxi.com\0" "nqmo.com\0" "nrbs.me\0" "nrehi.com\0" "nriza.com\0"
	"nrlord.com\0" "ns01.biz\0" "nsvpn.com\0" "nsyncxy.com\0" "nthrl.com\0"
	"ntlhelp.net\0" "nubescontrol.com\0" "nucleant.org\0" "nulla.de5.net\0"
	"nullbox.asia\0" "nullbox.info\0" "nuoifb.com\0" "nuox.eu.org\0" "nurfuerspam.de\0"
	"nut.cc\0" "nutpa.net\0" "nuts2trade.com\0" "nvhrw.com\0" "nvqt304.xyz\0"
	"nwldx.com\0" "nwrlr.org\0" "nwytg.com\0" "nwytg.net\0" "nxdbxd.top\0"
	"nxirad.online\0" "ny7.me\0" "nyasan.com\0" "nyfhk.com\0" "nypato.com\0"
	"nyrmusic.com\0" "nyxmail.pro\0" "nyxpanel.xyz\0" "nyxstores.id\0" "o2stk.org\0"
	"o7i.net\0" "oakon.com\0" "oalsp.com\0" "obelion.cfd\0" "obfusko.com\0"
	"objectmail.com\0" "obobbo.com\0" "oborudovanieizturcii.ru\0" "obxpestcontrol.com\0"
	"oceva.site\0" "octovie.com\0" "odaymail.com\0" "odeask.com\0" "odem.com\0"
	"odnorazovoe.ru\0" "oepia.com\0" "oerpub.org\0" "ofanda.com\0" "officecombine.com\0"
	"offshore-proxies.net\0" "ofisher.net\0" "ogoplace.pro\0" "ogrencikredisi.org\0"
	"ohaaa.de\0" "ohgitu.me\0" "ohi.tw\0" "ohm.edu.pl\0" "oida.icu\0" "oiioii.email\0"
	"oiioii.vip\0" "oing.cf\0" "okcdeals.com\0" "okclprojects.com\0" "okcx.edu.rs\0"
	"okcxhssgk.top\0" "okhko.com\0" "okiae.com\0" "okinawa.li\0" "okrent.us\0" "oku.ovh\0"
	"oky.ovh\0" "okzk.com\0" "oldao.com\0" "oliespace.id\0" "oliespace.site\0"
	"olimp-case.ru\0" "olisup.cyou\0" "oliviadiffuser.store\0" "oloh.ru\0" "oloh.store\0"
	"olypmall.ru\0" "omail.de\0" "omail.pro\0" "omarnasrrr.com\0" "omfg.run\0"
	"omgheels.com\0" "omkiujk.ddnsgeek.com\0" "omnievents.org\0" "omnilog.space\0"
	"omnisent.cfd\0" "omnivex.cfd\0" "omonomon.shop\0" "omtecha.com\0" "onbap.com\0"
	"one-mail.top\0" "one-ml.com\0" "one-sec-mail.site\0" "one-time.email\0"
	"one2mail.info\0" "onekisspresave.com\0" "onelettersmail.com\0" "onemail.host\0"
	"onemuou.com\0" "oneoffemail.com\0" "oneoffmail.com\0" "onetm-ml.com\0" "onetm.jp\0"
	"onetopclick.online\0" "oneummahorg.uk\0" "onewaymail.com\0" "onheb.com\0"
	"onionred.com\0" "oniventa.cfd\0" "onlatedotcom.info\0" "onldm.net\0" "online.ms\0"
	"onlinecmail.com\0" "onlineidea.info\0" "onlyapp.net\0" "onmailflare.com\0"
	"onqin.com\0" "ontasa.com\0" "ontyne.biz\0" "oohioo.com\0" "oolus.com\0"
	"oonies-shoprus.ru\0" "oooooooo.store\0" "oopi.org\0" "oosln.com\0" "oovk.ru\0"
	"oovk.store\0" "ooxxoo.asia\0" "opayq.com\0" "opelkun.net\0" "opemails.com\0"
	"openagent.cfd\0" "openavz.com\0" "openclawskill.shop\0" "opendns.ro\0"
	"openedclaw.top\0" "openmail.pro\0" "opentrash.com\0" "openwrt.qzz.io\0"
	"opihhushdjn.cyou\0" "opmmedia.ga\0" "oposite.org\0" "opp24.com\0"
	"opportunity-africa.com\0" "optimaweb.me\0" "optivex.cfd\0" "opwebw.com\0"
	"oranek.com\0" "oravantis.cfd\0" "oravell.cfd\0" "orbit25k.io.vn\0" "orbitxhive.com\0"
	"orbixacoa.com\0" "orceqjqw.top\0" "ordinaryamerican.net\0" "ordite.com\0"
	"oreidresume.com\0" "orgmail.pro\0" "orgmbx.cc\0" "orimassage.com\0" "oroki.de\0"
	"oronny.com\0" "orsbap.com\0" "ortogenmail.com\0" "orwpaztm.cfd\0"
	"osaxadinhos.com.br\0" "oshietechan.link\0" "osifixtech.com.mx\0"
	"oskarstalbergcitygenerator.com\0" "ospirun.com\0" "ostahie.com\0" "ostinmail.com\0"
	"osxofulk.com\0" "otherinbox.com\0" "otmail.jp\0" "otpku.com\0" "ouchcloud.com\0"
	"ouk.me\0" "oupul8b1k.bond\0" "oupul8b1k.cyou\0" "ourklips.com\0" "ourl.me\0"
	"ourpreviewdomain.com\0" "outdaremusicdevon.org\0" "outlawspam.com\0"
	"outlook.edu.pl\0" "outlookapp.tech\0" "outlooks.bond\0" "outmail.win\0"
	"ovbest.com\0" "ovomail.co\0" "ovpn.to\0" "owleyes.ch\0" "owlpic.com\0" "ownsyou.de\0"
	"owo-mailteam.bond\0" "owo-mailteam.cyou\0" "owube.com\0" "oxfo.edu.pl\0"
	"oxmail.homes\0" "oxopoha.com\0" "oyisam.my\0" "ozatvn.com\0" "ozm.fr\0"
	"ozsaip.com\0" "ozyl.de\0" "p-aac.top\0" "p-banlis.ru\0" "p-kk2.icu\0" "p-ttz.top\0"
	"p-y.cc\0" "p33.org\0" "p71ce1m.com\0" "pa9e.com\0" "pachilly.com\0" "packiu.com\0"
	"padue.app\0" "pagamenti.tk\0" "paharpurmim.ga\0" "pakadebu.ga\0" "palaze.cc\0"
	"paliospiti.com\0" "pamaweb.com\0" "pamil.fr.nf\0" "pancakemail.com\0"
	"pandorasboxproductions.org\0" "panlix.cloud\0" "papierkorb.me\0" "paplease.com\0"
	"para2019.ru\0" "paratrabajar.xyz\0" "parisdaily.fr\0" "parlimentpetitioner.tk\0"
	"parsitv.com\0" "parthekio.live\0" "parthxxtoasts.site\0" "passeone.com\0"
	"passeone.xyz\0" "past-line.com\0" "pastebitch.com\0" "pastryofistanbul.com\0"
	"patientlecadet.online\0" "patity.com\0" "patonce.com\0" "pavilionx2.com\0"
	"pawobby.cfd\0" "paxlys.com\0" "paylaar.com\0" "payperex2.com\0" "payspun.com\0"
	"pazard.com\0" "pazuric.com\0" "pbhak.dev\0" "pcaa.lol\0" "pcbb.lol\0" "pckage.com\0"
	"pdf-cutter.com\0" "pdood.com\0" "pe.hu\0" "peakinbox.net\0" "pecinan.com\0"
	"pecinan.net\0" "pecinan.org\0" "pelviro.sbs\0" "penisgoes.in\0" "penoto.tk\0"
	"pepamail.com\0" "pepbot.com\0" "percyfx.com\0" "pertera.com\0" "pesagilt.top\0"
	"peterdethier.com\0" "petloca.com\0" "petrzilka.net\0" "pewpewpewpew.pw\0"
	"pflege-schoene-haut.de\0" "pfui.ru\0" "phamay.com\0" "phanmembanhang24h.com\0"
	"phctool.com\0" "philipdowney.com\0" "phimib.com\0" "phimteen.net\0" "phmail.site\0"
	"phmail.us\0" "phone-elkey.ru\0" "photo-impact.eu\0" "photobrex.com\0"
	"photomark.net\0" "phpto.us\0" "phucmmo.com\0" "phuongnhicare.com\0" "phyones.com\0"
	"physcroenmail.com\0" "physicaladithama.io\0" "pi.vu\0" "piaa.me\0" "picdirect.net\0"
	"pickuplanet.com\0" "picturehostel.com\0" "picturehostel.fr\0" "picturehostel.org\0"
	"picturehostel.store\0" "pig.pp.ua\0" "pigeonprotocol.com\0" "pii.at\0" "piki.si\0"
	"pimpedupmyspace.com\0" "pinehill-seattle.org\0" "pingddns.net\0" "pingir.com\0"
	"pinkgreengenerator.me\0" "pinpool.ai\0" "pipemail.space\0" "pipmmotube.store\0"
	"pippoc.com\0" "piscesbody.xyz\0" "pisls.com\0" "pitaniezdorovie.ru\0" "pithu.org\0"
	"pitiful.pp.ua\0" "pivo-bar.ru\0" "pivotylabs.pro\0" "pixdd.com\0" "pixelcroft.org\0"
	"pixelgagnant.net\0" "pixiil.com\0" "pixoledge.net\0" "pizu.ru\0" "pizu.store\0"
	"pizuhdev.work\0" "pizzajunk.com\0" "pjjkp.com\0" "pkday.eu.cc\0"
	"placebomail10.com\0" "plainhomehub.com\0" "planworker.pro\0" "pleasenoham.org\0"
	"plenoryx.cfd\0" "plexfirm.com\0" "plexflux.app\0" "plexolan.de\0" "plhk.ru\0"
	"pliz.fr.nf\0" "ploae.com\0" "ploki.fr\0" "ploncy.com\0" "plowcreek.org\0"
	"plugintonature.org.uk\0" "plw.me\0" "pmail.site\0" "pngrise.com\0"
	"pntvipveo45k.io.vn\0" "pnvipveo25k.io.vn\0" "pobbofqd.top\0" "pochtac.ru\0"
	"poehali-otdihat.ru\0" "pofmagic.com\0" "pojok.ml\0" "pokemail.net\0"
	"pokemons1.fr.nf\0" "pokiemobile.com\0" "polarkingxx.ml\0" "politikerclub.de\0"
	"polkaroad.net\0" "polvexar.space\0" "polyfaust.net\0" "polysolextcoin.cloud\0"
	"pongpong.org\0" "ponp.be\0" "pooae.com\0" "poofy.org\0" "pookmail.com\0"
	"poolemethodists.org.uk\0" "pooo.ooguy.com\0" "poopiebutt.club\0" "popcornfarm7.com\0"
	"popcornfly.com\0" "popesodomy.com\0" "popgx.com\0" "poplk.com\0" "popol.fr.nf\0"
	"porjoton.com\0" "porsh.net\0" "porsilapongo.cl\0" "portaltrendsarena.com\0"
	"posdz.com\0" "positivevoiceteesvalley.co.uk\0" "posta.store\0" "postacin.com\0"
	"postbx.ru\0" "postbx.store\0" "postonline.me\0" "poubelle-du.net\0"
	"poubelle.fr.nf\0" "poutineyourface.com\0" "powerdea.me\0" "powered.name\0"
	"powerencry.com\0" "powerscrews.com\0" "powlearn.com\0" "pox2.com\0" "pozima.rest\0"
	"pp-n6.top\0" "pp-tw.cc\0" "pp7rvv.com\0" "ppdf.cc\0" "ppedu.pp.ua\0" "ppetw.com\0"
	"ppoo.ccwu.cc\0" "pptrvv.com\0" "pqoia.com\0" "pratikmail.com\0" "pratikmail.net\0"
	"pratikmail.org\0" "prazdnik-37.ru\0" "prc.cx\0" "predatorrat.cf\0" "predatorrat.ga\0"
	"predatorrat.gq\0" "predatorrat.ml\0" "predatorrat.tk\0" "premiapp.com\0"
	"premieragents.net\0" "premierr.site\0" "premigu.co\0" "premirum.shop\0"
	"premium-mail.fr\0" "premiumonebd.store\0" "premsy.net\0" "prestige-leadership.org\0"
	"prestore.space\0" "pretreer.com\0" "pricegh.com\0" "pricegh.fun\0"
	"pride-worldwi.de\0" "primabananen.net\0" "primalhigh.click\0" "primejetnet.com\0"
	"prin.be\0" "printz.site\0" "prisonity.com\0" "privacy-mail.top\0" "privacy.net\0"
	"privacyshield.cc\0" "privatdemail.net\0" "privmail.edu.pl\0" "privo.edu.pl\0"
	"privy-mail.com\0" "privy-mail.de\0" "privymail.de\0" "priyo-mail.com\0"
	"priyo.edu.pl\0" "priyo.ovh\0" "priyo.site\0" "priyoemail.site\0" "priyomail.in\0"
	"priyomail.net\0" "priyomail.top\0" "priyomail.uk\0" "priyomail.us\0" "priyor.com\0"
	"priyp.com\0" "prkmail.xyz\0" "pro-tag.org\0" "pro5g.com\0" "procrackers.com\0"
	"productmm.shop\0" "profast.top\0" "prohade.com\0" "prohisi.store\0" "projectcl.com\0"
	"promailt.com\0" "promyvia.cfd\0" "proprietativalcea.ro\0" "propscore.com\0"
	"prosocial.io.vn\0" "protectsmail.net\0" "protempmail.com\0" "protonza.com\0"
	"prout.be\0" "proveity.com\0" "proxy-gateway.net\0" "proxymail.eu\0"
	"proxyparking.com\0" "prtnx.com\0" "prtshr.com\0" "prtz.eu\0" "psai.run.place\0"
	"psh.me\0" "psles.com\0" "psnator.com\0" "psoxs.com\0" "ptct.net\0" "ptncereio.com\0"
	"ptnstudio.vn\0" "ptsculure.com\0" "puabook.com\0" "puffiqo.store\0" "puglieisi.com\0"
	"puji.pro\0" "pulse25k.io.vn\0" "punchbagartgallery.org.uk\0" "punkass.com\0"
	"punkproof.com\0" "puppetmail.de\0" "purcell.email\0" "pureheart.org.uk\0"
	"purelogistics.org\0" "purifyzed.org\0" "purmuttad.com\0" "pursip.com\0"
	"pushcom.store\0" "pusmail.com\0" "pussport.com\0" "put2.net\0" "puttanamaiala.tk\0"
	"putthisinyourspamdatabase.com\0" "puxa.top\0" "pvnmax.space\0" "pwpwa.com\0"
	"pwrby.com\0" "pwx129.love\0" "pxlys.com\0" "pyrosenex.cfd\0" "pyskillsgame.com\0"
	"qabq.com\0" "qacmjeq.com\0" "qasti.com\0" "qbfree.us\0" "qc.to\0" "qcgmtzhzh.top\0"
	"qd.je\0" "qd28max.eu.cc\0" "qejjyl.com\0" "qentic.shop\0" "qeurtor.com\0"
	"qhgs.com\0" "qiang66.ccwu.cc\0" "qibl.at\0" "qiott.com\0" "qipmail.net\0" "qiq.us\0"
	"qisdo.com\0" "qisoa.com\0" "qiuvision.com\0" "qlhub.org.uk\0" "qmrbe.com\0"
	"qodiq.com\0" "qoika.com\0" "qopow.com\0" "qoq.indevs.in\0" "qq.my\0"
	"qqcomeback.me\0" "qsl.ro\0" "qsmail.cc.cd\0" "qsuo.uno\0" "qtum-ico.com\0"
	"quadrafit.com\0" "quantorynexus.space\0" "quantumeridian.site\0" "quarvex.cfd\0"
	"quentavo.cfd\0" "questtechsystems.com\0" "quick-mail.cc\0" "quickdrop.buzz\0"
	"quickemail.info\0" "quickinbox.com\0" "quickmail.nl\0" "quicksend.ch\0"
	"quillet.eu\0" "quinz.me\0" "quipas.com\0" "quixentra.cfd\0" "quorixia.cfd\0"
	"ququb.com\0" "qvmao.com\0" "qvttclass.us\0" "qvy.me\0" "qweasd123.cc.cd\0"
	"qwertyhandsome.net\0" "qwezxc321.cc.cd\0" "qwickmail.com\0" "qydxproapi.store\0"
	"qytechs.cn\0" "qzueos.com\0" "r2money.io.vn\0" "r4nd0m.de\0" "ra3.us\0" "rabin.ca\0"
	"rabiot.reisen\0" "rabitex.com\0" "racaho.com\0" "rackabzar.com\0" "racovor.com\0"
	"rael.us\0" "raetp9.com\0" "rainbowly.ml\0" "rajaiblis.com\0" "raketenmann.de\0"
	"raleigh-construction.com\0" "ramcen.com\0" "ramenmail.de\0" "ramin200.site\0"
	"ramizan.com\0" "rancidhome.net\0" "randol.infos.st\0" "randomail.io\0"
	"randomail.net\0" "rapidefr.fr.nf\0" "rapplo.com\0" "rapt.be\0" "raqid.com\0"
	"ravavo.bond\0" "raveqxon.blog\0" "rawr.foo\0" "rax.la\0" "raxtest.com\0"
	"rayrayactive.com\0" "razemail.com\0" "razeny.com\0" "razuz.com\0" "rbb.org\0"
	"rbs1.xyz\0" "rcasd.com\0" "rccgmanifestinghisglory.co.uk\0" "rcpt.at\0"
	"rdklcrv.xyz\0" "rdsekaunx.top\0" "re-gister.com\0" "reacc.me\0"
	"reality-concept.club\0" "reallymymail.com\0" "realmail.co\0" "realman.mywire.org\0"
	"realmka.io\0" "realquickemail.com\0" "realseek.xyz\0" "realtyalerts.ca\0"
	"reapsa.com\0" "rebates.stream\0" "receiveee.com\0" "recipeforfailure.com\0"
	"reclameaqui.services\0" "recode.me\0" "reconmail.com\0" "recyclemail.dk\0"
	"redfeathercrow.com\0" "redi.fr.nf\0" "rednotecreatoracademy.art\0" "redproxies.com\0"
	"reestore.site\0" "refblogs.com\0" "refk.site\0" "reftoken.net\0" "regapts.com\0"
	"regbypass.com\0" "regspaces.tk\0" "regvippro.site\0" "reimondo.com\0"
	"rejectmail.com\0" "rejo.technology\0" "rekaer.com\0" "reliable-mail.com\0"
	"relieve.us.ci\0" "remahankerupuk.com\0" "remai.freeddns.org\0" "remail.cf\0"
	"remail.ga\0" "remarkable.rocks\0" "remote.li\0" "remoteflyer.co.uk\0" "rensumo.top\0"
	"rentaen.com\0" "rentop.asia\0" "renvotra.cfd\0" "renydox.com\0" "replyloop.com\0"
	"reportfresh.com\0" "reptilegenetics.com\0" "resgedvgfed.tk\0" "resmso.com\0"
	"restorationchurchtv.com\0" "resumeforest.cn\0" "reusable.email\0"
	"reusecomputers.site\0" "reverendneedham.co.uk\0" "reviewfood.vn\0"
	"revolvingdoorhoax.org\0" "rewermail.com\0" "rexabot.com\0" "rexmoo.ccwu.cc\0"
	"rexornge.net\0" "rexornge.site\0" "reymaticx.com\0" "rezalabs.shop\0" "rezato.com\0"
	"rf.gd\0" "rfc822.org\0" "rfods.tech\0" "rfzpnrbpv.top\0" "rgbeastcomputers.site\0"
	"rhalmshouse.church\0" "rhalmshouse.co.uk\0" "rhyta.com\0" "riazra.bond\0"
	"ricardo0911.xyz\0" "richfinances.pw\0" "riddermark.de\0" "riffproductions.co.uk\0"
	"rifkian.ga\0" "rifqysaputra.dev\0" "rikka0612.site\0" "rilzz.store\0"
	"rimshacooking.site\0" "rinseart.com\0" "rippb.com\0" "risinggirl.co.uk\0"
	"risingsuntouch.com\0" "riski.cf\0" "risu.be\0" "riwutz-gmail.com\0" "rklips.com\0"
	"rkomo.com\0" "rkzpcx.top\0" "rm2rf.com\0" "rma.ec\0" "rmmr.fun\0" "rmqkr.net\0"
	"rnailinator.com\0" "rnmut8pudgj0ikregqx6.dynv6.net\0" "ro.lt\0"
	"robertspcrepair.com\0" "roborena.com\0" "robot-mail.com\0" "robothandcook.cfd\0"
	"rodhazlitt.com\0" "roguemaster.dev\0" "rollindo.agency\0" "ronete.com\0"
	"ronger.cfd\0" "ronghsng.buzz\0" "ronnierage.net\0" "rootfest.net\0" "roratu.com\0"
	"roroki.cn\0" "rosebearmylove.ru\0" "rotaniliam.com\0" "rotomails.co.uk\0"
	"rotomails.com\0" "rouflav.com\0" "route64.de\0" "routerboardvietnam.com\0"
	"rover.info\0" "rowdydow.com\0" "rowe-solutions.com\0" "roweryo.com\0" "royal.net\0"
	"royaldoodles.org\0" "royalmarket.life\0" "royalpriesthoodagc.org.uk\0"
	"royandk.com\0" "roybl.com\0" "rppkn.com\0" "rr.nu\0" "rsvhr.com\0" "rteet.com\0"
	"rtrobinsbequest.org.uk\0" "rtrtr.com\0" "rtskiya.xyz\0" "rua.pp.ua\0" "rudymail.ml\0"
	"ruinique.tech\0" "rukiaops.me\0" "rulersonline.com\0" "rumahweb.site\0"
	"rumgel.com\0" "runcubesapps.id\0" "runi.ca\0" "rupayamail.com\0" "ruru.be\0"
	"rustydoor.com\0" "rustyload.com\0" "ruu.kr\0" "ruutukf.com\0" "rvb.ro\0"
	"rvneous.com\0" "rwstatus.com\0" "rwxsxnomo.top\0" "rxinai.com\0" "rxs9.cn\0"
	"rygel.infos.st\0" "ryteto.me\0" "ryuu.codes\0" "ryyr.ru\0" "ryyr.store\0"
	"rzbal.xyz\0" "s-mail.social\0" "s-mdg.top\0" "s0ny.net\0" "s1q59z82q.top\0"
	"s33db0x.com\0" "s3k.net\0" "s4sfoundation.org.uk\0" "sabrestlouis.com\0"
	"sackboii.com\0" "sad23321adja.cn\0" "sada-sd.cc\0" "saddope.lol\0"
	"sadfg.indevs.in\0" "sadrain.shop\0" "sads-ads-awe.top\0" "saeoil.com\0" "safaat.cf\0"
	"safermail.info\0" "safersignup.de\0" "safetymail.info\0" "safetypost.de\0"
	"sagametour.com\0" "saharanightstempe.com\0" "sahildash.dev\0" "sailmail.io\0"
	"saisonhama.shop\0" "sajutadollars.com\0" "sakoonthroughcancer.com\0"
	"sakurapink.top\0" "salakoais.shop\0" "saleis.live\0" "salmeow.tk\0" "sam1.eu.org\0"
	"samaltour.site\0" "samaritanfamilyfoundation.com\0" "samblogs.nett.to\0"
	"samblogs.zone.id\0" "sampsave.tech\0" "samsclass.info\0" "sandcars.net\0"
	"sandelf.de\0" "sandwhichvideo.com\0" "sanfinder.com\0" "sanfnge.run\0"
	"sanfnges.cc\0" "sanim.net\0" "sanstr.com\0" "saovangtiles.site\0" "sappisi.com\0"
	"sarawakreport.com\0" "sast.ro\0" "sasukiez.shop\0" "satisfyme.club\0" "satorix.id\0"
	"satukosong.com\0" "saturrshop.uk\0" "saungadaid.pro\0" "sausen.com\0"
	"save4now.com\0" "savemydinar.com\0" "savests.com\0" "say0.com\0" "saynotospams.com\0"
	"sayverfox.com\0" "scatmail.com\0" "scatterteam.com\0" "scay.net\0" "schachrol.com\0"
	"schafmail.de\0" "schmeissweg.tk\0" "schrott-email.de\0" "scook.cfd\0"
	"scottcoffman.net\0" "scottni.com\0" "scpulse.com\0" "scrsot.com\0" "sd3.in\0"
	"sdbbs.cc\0" "sdhaiok.eu.cc\0" "sdj.fr.nf\0" "sds-awe.top\0" "sdsfre.blog\0"
	"sdvft.com\0" "sdvgeft.com\0" "sdvrecft.com\0" "search4gpt.com\0"
	"seasonofgrace.org\0" "sebbcn.net\0" "secmail.pw\0" "secretemail.de\0"
	"secure-mail.biz\0" "secure-mail.cc\0" "secured-link.net\0" "securehost.com.es\0"
	"securitybot.online\0" "sedekah-mudah.com\0" "seduck.com\0" "seedcorn.foundation\0"
	"seedspeed.site\0" "seekapps.com\0" "seekjobs4u.com\0" "sehier.fr\0" "sejaa.lv\0"
	"sekotong.store\0" "selaciptama.com\0" "seler25k.io.vn\0" "selfdestructingmail.com\0"
	"selfdestructingmail.org\0" "selftrak.fit\0" "selltub.com\0" "selltub.me\0"
	"seman.edu.kg\0" "send22u.info\0" "send4.uk\0" "sendapp.uk\0" "sendfree.org\0"
	"sendgrid.ovh\0" "sendingspecialflyers.com\0" "sendnow.win\0" "sendo.dedyn.io\0"
	"sendo.giize.com\0" "sendokai.click\0" "sendos.fr.nf\0" "sendos.infos.st\0"
	"sendspamhere.com\0" "sengkuni.dedyn.io\0" "sengkuni.qzz.io\0" "sengkuni.xx.kg\0"
	"senseless-entertainment.com\0" "sentra-premium.com\0" "senvas.me\0" "senyan.fun\0"
	"seosnaps.com\0" "seqerc.com\0" "serbaprem.store\0" "serenith.cfd\0" "server.ms\0"
	"servicee.es\0" "services391.com\0" "servicetr.me\0" "sesasdl.top\0" "setxko.com\0"
	"sevopay.com\0" "sewink.my.id\0" "sex520.eu.org\0" "sexforswingers.com\0"
	"sexfrancecute.lol\0" "sexfrancecute.tattoo\0" "sexfrancecute.xyz\0" "sexical.com\0"
	"sexyalwasmi.top\0" "sexymeowers.site\0" "sexymeowers.space\0" "sexymeowers.store\0"
	"sexymeowers.xyz\0" "sfacg.org\0" "sfolkar.com\0" "sgatra.com\0" "sgm.ovh\0"
	"shaceng.biz.id\0" "shaceng.my.id\0" "shadap.org\0" "shaguaaini.click\0"
	"shahabnoor.org\0" "shalar.net\0" "shanhaijuli.sbs\0" "sharebot.net\0"
	"sharedmailbox.org\0" "sharkfaces.com\0" "sharklasers.com\0" "shchiba.uk\0"
	"sheerid.top\0" "sheinup.com\0" "shengxia.asia\0" "sherazhaider.com\0" "sheryli.com\0"
	"shhmail.com\0" "shhuut.org\0" "shieldedmail.com\0" "shieldemail.com\0"
	"shiftmail.com\0" "shiita12.com\0" "shipfromto.com\0" "shiphazmat.org\0"
	"shipping-regulations.com\0" "shippingterms.org\0" "shiptudo.com\0"
	"shiro-alice.live\0" "shitaway.tk\0" "shitmail.de\0" "shitmail.me\0" "shitmail.org\0"
	"shizuku-lulu.love\0" "shkele.cyou\0" "shmeriously.com\0" "shopaccmmo.com\0"
	"shopbantkclone.com\0" "shopcreative.cc\0" "shopempva11.com\0" "shopld.linkpc.net\0"
	"shopvipduzk666.shop\0" "shopvipduzk6868.shop\0" "shopxda.com\0" "shopy.club\0"
	"shortmail.net\0" "shortweb.live\0" "shotmail.ru\0" "showslow.de\0" "shrib.com\0"
	"shuelder.com\0" "shut.name\0" "shut.ws\0" "shxwonew.xyz\0" "si1ver.xyz\0"
	"siap-sepuh.com\0" "siberpay.com\0" "sicmg.com\0" "sidelka-mytischi.ru\0"
	"sidement.com\0" "sidlabs.site\0" "sidneymichaelpoland.travel\0" "siempre.gratis\0"
	"sifan077.cc.cd\0" "siftportal.ru\0" "sify.com\0" "sig.de5.net\0" "signalxp.com\0"
	"signsoflife.org.uk\0" "sihanoma.store\0" "sika3.com\0" "sikux.com\0"
	"silenceofthespam.com\0" "silentmail.ccwu.cc\0" "siliwangi.ga\0" "silvaron.cfd\0"
	"silvercoin.life\0" "sim-simka.ru\0" "simaenaga.com\0" "simoka.sbs\0"
	"simpleitsecurity.info\0" "simranaitech.space\0" "sin.cl\0" "sinaite.net\0"
	"sind-hier.com\0" "sind-wir.com\0" "sindhier.com\0" "sindwir.com\0" "sinema.ml\0"
	"sinfiltro.cl\0" "singlespride.com\0" "sinnlos-mail.de\0" "sino.tw\0" "sinorto.com\0"
	"siperer.online\0" "siroja.top\0" "siteinfox.com\0" "siteposter.net\0"
	"sitwelltownlands.org.uk\0" "six25.biz\0" "sixoplus.com\0" "sizzlemctwizzle.com\0"
	"sjuaq.com\0" "sjusngde.info\0" "sk-ai.eu.cc\0" "skeefmail.com\0" "skingkong.com\0"
	"skrak.com\0" "skrhqfnya.top\0" "skrx.tk\0" "sky-inbox.com\0" "sky-ts.de\0"
	"skyemails.app\0" "skyemails.tech\0" "skyforte25k.io.vn\0" "skygazer42.cn\0"
	"skygazerhub.com\0" "skyhope666.icu\0" "skyhope666.shop\0" "skyhopenb.shop\0"
	"skyhopenba.shop\0" "skynet.infos.st\0" "skyrt.de\0" "skytopway.com\0"
	"slapsfromlastnight.com\0" "slaskpost.se\0" "slave-auctions.net\0" "slimirin.com\0"
	"slippery.email\0" "slipry.net\0" "sliverkeigo.fun\0" "slopsbox.com\0"
	"slothmail.net\0" "slowpokerfrance.eu\0" "slowpokerfrance.fr\0"
	"slowpokerfrance.org\0" "slowpokerfrance.store\0" "slushmail.com\0"
	"slushpools.cloud\0" "sluteen.com\0" "sly.io\0" "slyouthuk.org\0" "smailpro.com\0"
	"smakit.vn\0" "smallker.tk\0" "smapfree24.com\0" "smapfree24.de\0" "smapfree24.eu\0"
	"smapfree24.info\0" "smapfree24.org\0" "smartemailbox.co\0" "smartnator.com\0"
	"smarttalent.pw\0" "smarttickethub.com\0" "smashmail.de\0" "smell.sbs\0"
	"smellfear.com\0" "smellrear.com\0" "smellypotato.tk\0" "smeux.com\0" "smkanba.com\0"
	"smncloud.com\0" "smpcharity.co.uk\0" "smpnegeri4-pwt.my.id\0" "smtp99.com\0"
	"smwg.info\0" "smykwb.com\0" "snakebutt.com\0" "snakemail.com\0" "snapbx.com\0"
	"snapmail.cc\0" "snapmail.site\0" "snapmail.xyz\0" "snapwet.com\0" "sneakmail.de\0"
	"snece.com\0" "sneydgreen-communityhall.co.uk\0" "snpmail.fun\0" "soc123.net\0"
	"social-mailer.tk\0" "socialfurry.org\0" "socialist.sbs\0" "sociallymediocre.com\0"
	"socialpulse.casa\0" "socialtrash.online\0" "soco7.com\0" "socoori.com\0" "sofia.re\0"
	"sofimail.com\0" "sofort-mail.de\0" "sofortmail.de\0" "sofrge.com\0" "softbank.id\0"
	"softdailyguide.com\0" "softkey-office.ru\0" "softlitceg.com\0" "softpls.asia\0"
	"sogetthis.com\0" "sohai.ml\0" "sohus.cn\0" "soioa.com\0" "soisz.com\0"
	"solar-impact.pro\0" "solarnyx.com\0" "solarunited.net\0" "solarunited.org\0"
	"solenox.cfd\0" "solerbe.net\0" "solkill.store\0" "solquira.cfd\0" "solvemail.info\0"
	"solventtrap.wiki\0" "somadethcdk.site\0" "somelora.com\0" "somoj.com\0"
	"son2d.site\0" "songsan.business\0" "songsign.com\0" "soniot.fr\0" "soniot.info\0"
	"soniot.online\0" "soniot.store\0" "sonjj.edu.pl\0" "sonny.tk\0"
	"sonphuongthinh.com\0" "sonrusu.com\0" "sonshi.cf\0" "soodmail.com\0"
	"soodomail.com\0" "soodonims.com\0" "soombo.com\0" "soon.it\0" "soscandia.org\0"
	"soson.shop\0" "soul-association.com\0" "southai.bond\0" "southeastessexanimal.uk\0"
	"soyboy.observer\0" "sozenit.com\0" "spacebazzar.ru\0" "spacehotline.com\0"
	"spacework.top\0" "spacexyz.space\0" "spacezin.space\0" "spam-be-gone.com\0"
	"spam.care\0" "spam.ceo\0" "spam.la\0" "spam.org.es\0" "spam.su\0" "spam4.me\0"
	"spamail.de\0" "spamarrest.com\0" "spamavert.com\0" "spambob.com\0" "spambob.net\0"
	"spambob.org\0" "spambog.com\0" "spambog.de\0" "spambog.net\0" "spambog.ru\0"
	"spambooger.com\0" "spambox.info\0" "spambox.me\0" "spambox.org\0" "spambox.us\0"
	"spamcero.com\0" "spamcon.org\0" "spamcorptastic.com\0" "spamcowboy.com\0"
	"spamcowboy.net\0" "spamcowboy.org\0" "spamday.com\0" "spamdecoy.net\0" "spamex.com\0"
	"spamfellas.com\0" "spamfighter.cf\0" "spamfighter.ga\0" "spamfighter.gq\0"
	"spamfighter.ml\0" "spamfighter.tk\0" "spamfree.eu\0" "spamfree24.com\0"
	"spamfree24.de\0" "spamfree24.eu\0" "spamfree24.info\0" "spamfree24.net\0"
	"spamfree24.org\0" "spamgoes.in\0" "spamherelots.com\0" "spamhereplease.com\0"
	"spamhole.com\0" "spamify.com\0" "spaminator.de\0" "spamkill.info\0" "spaml.com\0"
	"spaml.de\0" "spamlot.net\0" "spammer.fail\0" "spammotel.com\0" "spammy.host\0"
	"spamobox.com\0" "spamoff.de\0" "spamsalad.in\0" "spamsandwich.com\0"
	"spamslicer.com\0" "spamsphere.com\0" "spamspot.com\0" "spamstack.net\0"
	"spamthis.co.uk\0" "spamthis.network\0" "spamthisplease.com\0" "spamtrail.com\0"
	"spamtrap.ro\0" "spamtroll.net\0" "spamwc.cf\0" "spamwc.ga\0" "spamwc.gq\0"
	"spamwc.ml\0" "sparkletoc.com\0" "speak2all.com\0" "speaknow.org.uk\0"
	"specialneedscircle.co.uk\0" "speedgaus.net\0" "speedlooking.fun\0" "sperma.cf\0"
	"spicysoda.com\0" "spiedemtion.store\0" "spikio.com\0" "spindl-e.com\0" "spinly.net\0"
	"splitparents.com\0" "spoofmail.de\0" "sportcornwall.org\0" "sportrid.com\0"
	"sportsfunlifestyle.org\0" "spotlightdiary.com\0" "spr.io\0" "spritzzone.de\0"
	"spruzme.com\0" "spybox.de\0" "spymail.com\0" "spymail.one\0" "squizzy.de\0"
	"squizzy.net\0" "srame.com\0" "sroff.com\0" "sry.li\0" "ssanphone.me\0"
	"ssi-bsn.infos.st\0" "ssoia.com\0" "sssig.one\0" "sssvcv.uno\0" "stacys.mom\0"
	"stanfordujjain.com\0" "star-fish.org.uk\0" "starbalance.site\0" "starcheck.in\0"
	"stardust-2.store\0" "starlight-breaker.net\0" "starlight.store\0" "starmail.net\0"
	"starnlink.com\0" "starpower.space\0" "startfu.com\0" "startkeys.com\0"
	"statdvr.com\0" "stathost.net\0" "statiix.com\0" "stayhome.li\0"
	"steadyhabithub.com\0" "steam-area.ru\0" "steam-coin.com\0" "steambot.net\0"
	"steel4work.io.vn\0" "stepsofhope.co.uk\0" "sterlingpointco.com\0" "stexsy.com\0"
	"stinkefinger.net\0" "stomatogomail.ru\0" "stonesinwater.com\0" "stop-my-spam.cf\0"
	"stop-my-spam.com\0" "stop-my-spam.ga\0" "stop-my-spam.ml\0" "stop-my-spam.pp.ua\0"
	"stop-my-spam.tk\0" "stopspam.app\0" "storebanme.com\0" "storegmail.net\0"
	"storiesonthestreet.org\0" "storiqax.top\0" "storj99.com\0" "storj99.top\0"
	"storybuddies.online\0" "stpaulsgrammaralumniusa.org\0" "stravico.cfd\0"
	"strayhood.org\0" "streamingku.live\0" "streamtv.biz.id\0" "streamwolf.store\0"
	"streetwisemail.com\0" "stromox.com\0" "stuckmail.com\0" "student.nyc.mn\0"
	"studio.jo3.org\0" "studio.publicvm.com\0" "studyhub.edu.pl\0" "stuffmail.de\0"
	"stufmail.com\0" "stumpfwerk.com\0" "stylist-volos.ru\0" "su.cloudns.biz\0"
	"suarj.com\0" "submic.com\0" "submitreports.com\0" "suburbanthug.com\0"
	"suckmyd.com\0" "sudern.de\0" "sueshaw.com\0" "suexamplesb.com\0" "suftwari.com\0"
	"sugarloafstudios.net\0" "suhasmedam.com\0" "suioe.com\0" "sumberakun.com\0"
	"suntuy.com\0" "super-auswahl.de\0" "super.lgbt\0" "superblohey.com\0"
	"superbowlstarttime.org\0" "supergreatmail.com\0" "supergrok.site\0"
	"supermailer.jp\0" "superplatyna.com\0" "superrito.com\0" "supersave.net\0"
	"superstachel.de\0" "superyp.com\0" "supplementsdiary.com\0"
	"supportorganization.online\0" "supporttc.com\0" "surbitonnewlifebaptist.com\0"
	"suremail.info\0" "suryain.app\0" "sushisalmon.online\0" "sute.jp\0" "svetims.com\0"
	"svip520.cn\0" "svip888888888.com\0" "svipcun.eu.org\0" "svk.jp\0" "svxr.org\0"
	"swagpapa.com\0" "swap.name.ng\0" "sweetberry.online\0" "sweetpotato.ml\0"
	"sweetxxx.de\0" "swift-mail.net\0" "swift10minutemail.com\0" "swiftcroft.org\0"
	"swissokalmo.org.uk\0" "swsdz.com\0" "sx227.top\0" "sx235.top\0" "sx697.top\0"
	"sx856.top\0" "sx872.top\0" "sx882.top\0" "sx992.top\0" "sydney.edu.pl\0"
	"syinxun.com\0" "sylentha.cfd\0" "sylnetdns.site\0" "sylnetgcp.top\0"
	"sylvannet.com\0" "symphonyresume.com\0" "synarca.com\0" "syncax.com\0"
	"synovaris.cfd\0" "syntheradynamics.site\0" "syosetu.gq\0" "sysout.cloud\0"
	"sytchampton.directory\0" "sytchamptoncc.co.uk\0" "syujob.accountants\0" "szerz.com\0"
	"t6s7.top\0" "tacomail.de\0" "tafmail.com\0" "tafoi.gr\0" "tagara.infos.st\0"
	"taglead.com\0" "tagmymedia.com\0" "tagyourself.com\0" "taikhoankiro.pro\0"
	"taimb.com\0" "taischaves.com\0" "tako.skin\0" "talemarketing.com\0"
	"talkinator.com\0" "talkmatrix.study\0" "talkup.sbs\0" "talmetry.com\0"
	"tamthomca.click\0" "tamttts.com\0" "tandlplith.se\0" "tanlanav.com\0" "tanukis.org\0"
	"tanvo.online\0" "taobudao.com\0" "taohucom.store\0" "taojingrun.online\0"
	"taomail.web.id\0" "tapchicuoihoi.com\0" "taphear.com\0" "tapi.re\0" "tarasbest.xyz\0"
	"tartinemoi.com\0" "tarzanmail.cf\0" "taseek.cc.cd\0" "taseek.top\0"
	"tastmemail.com\0" "tastrg.com\0" "tatadidi.com\0" "tatsu.uk\0" "taugr.com\0"
	"taukah.com\0" "taxibmt.com\0" "taxibmt.net\0" "taymonera.de\0" "tb-on-line.net\0"
	"tbgroupconsultants.com\0" "tbr.fr.nf\0" "tbterqwzv.top\0" "tcwlm.com\0" "tcwlx.com\0"
	"tdtda.com\0" "teambunnyfoundation.org.uk\0" "teamnewmexico.org\0" "teamtitan.co\0"
	"tech2grow.io.vn\0" "tech69.com\0" "techblast.ch\0" "techemail.com\0" "techgroup.me\0"
	"techlhj.email\0" "technoproxy.ru\0" "techusa.org\0" "teerest.com\0" "teewars.org\0"
	"tefl.ro\0" "tehillahpraise.uk\0" "teihu.com\0" "telecomix.pl\0" "teleg.eu\0"
	"telegmail.com\0" "teleworm.com\0" "teleworm.us\0" "teliedge.com\0" "teligmail.site\0"
	"telimail.online\0" "tellos.xyz\0" "telos.lat\0" "telvetto.com\0" "temailz.com\0"
	"tembusselalu.biz.id\0" "tembusselalu.my.id\0" "teml.net\0" "temp-email.de5.net\0"
	"temp-link.net\0" "temp-mail-free.dedyn.io\0" "temp-mail-free.dynv6.net\0"
	"temp-mail.best\0" "temp-mail.cfd\0" "temp-mail.com\0" "temp-mail.de\0"
	"temp-mail.edu.rs\0" "temp-mail.freeddns.org\0" "temp-mail.gg\0" "temp-mail.lol\0"
	"temp-mail.now\0" "temp-mail.org\0" "temp-mail.pp.ua\0" "temp-mail.ru\0"
	"temp-mailer.dynv6.net\0" "temp-mails.com\0" "temp.skymeshdynamics.com\0"
	"temp1month.icu\0" "tempail.com\0" "tempalias.com\0" "tempblockchain.com\0"
	"tempe-mail.com\0" "tempebossok.my.id\0" "tempemail.biz\0" "tempemail.co.za\0"
	"tempemail.com\0" "tempemail.de\0" "tempemail.net\0" "tempemail.nyc.mn\0"
	"tempemailgen.com\0" "tempemaill.com\0" "tempemailo.org\0" "tempinbox.co.uk\0"
	"tempinbox.com\0" "tempmail.at\0" "tempmail.best\0" "tempmail.cc\0" "tempmail.cn\0"
	"tempmail.co\0" "tempmail.de\0" "tempmail.email\0" "tempmail.eu\0" "tempmail.id.vn\0"
	"tempmail.ing\0" "tempmail.io.vn\0" "tempmail.it\0" "tempmail.ninja\0"
	"tempmail.plus\0" "tempmail.pp.ua\0" "tempmail.us\0" "tempmail.vip\0"
	"tempmail.world\0" "tempmail.ws\0" "tempmail101.com\0" "tempmail2.com\0"
	"tempmail5.com\0" "tempmaildemo.com\0" "tempmailer.com\0" "tempmailer.de\0"
	"tempmailer.net\0" "tempmailfree.net\0" "tempmailo.com\0" "tempmailr.com\0"
	"tempmails.net\0" "tempmailto.com\0" "tempmailyo.org\0" "tempomail.fr\0"
	"tempomail.org\0" "tempomailo.site\0" "temporalemail.org\0" "temporam.com\0"
	"temporam.online\0" "temporam.xin\0" "temporam.xyz\0" "temporarily.de\0"
	"temporarioemail.com.br\0" "temporarly.com\0" "temporary-mail.net\0"
	"temporaryemail.dpdns.org\0" "temporaryemail.net\0" "temporaryemail.us\0"
	"temporaryforwarding.com\0" "temporaryinbox.com\0" "temporarymailaddress.com\0"
	"tempp-mails.com\0" "temppppo.store\0" "tempr.email\0" "tempsky.com\0"
	"temptami.com\0" "tempthe.net\0" "tempymail.com\0" "tenhub.uk\0" "tensi.org\0"
	"tenull.com\0" "ternaklele.ga\0" "terre.infos.st\0" "test-infos.fr.nf\0"
	"test1byali.cfd\0" "testore.co\0" "testudine.com\0" "tevstart.com\0" "texify.online\0"
	"tgduck.com\0" "thaihp.net\0" "thaitudang.xyz\0" "thalarex.cfd\0"
	"thameschamberorchestra.co.uk\0" "thanhnhontienbao.com\0" "thanksnospam.info\0"
	"thankyou2010.com\0" "thaotri.com\0" "thatim.info\0" "thc.st\0" "thdfyrg.top\0"
	"the23app.com\0" "theaviors.com\0" "thebearshark.com\0" "thebest73.shop\0"
	"theboys.cyou\0" "thecarinformation.com\0" "thechildrensfocus.com\0" "thecity.biz\0"
	"thecloudindex.com\0" "thecwf.co.uk\0" "thediamants.org\0" "thedirhq.info\0"
	"thedorsetcarershub.org\0" "theeyeoftruth.com\0" "thegrampians.net\0" "thehjhvj.ink\0"
	"thejenkins.net\0" "thejoker5.com\0" "theking.id\0" "thelifecentre.org.uk\0"
	"thelightningmail.net\0" "thelimescommunitygarden.org\0" "thelimestones.com\0"
	"themailer.de\0" "thembones.com.au\0" "themccarneyfoundation.co.uk\0"
	"themegreview.com\0" "themostemail.com\0" "thereddoors.online\0" "theroyalweb.club\0"
	"thescrappermovie.com\0" "these.cc\0" "theshahnazfoundation.com\0"
	"thespamfather.com\0" "theteastory.info\0" "thetechnext.net\0" "theweifamily.icu\0"
	"thex.ro\0" "thg.cc.cd\0" "thichanthit.com\0" "thichmmo.com\0" "thiefness.com\0"
	"thietbivanphong.asia\0" "thirifara.com\0" "thisisnotmyrealemail.com\0"
	"thismail.net\0" "thispy.top\0" "thisurl.website\0" "thnikka.com\0" "thoas.ru\0"
	"thodianamdu.com\0" "thoitrangnam2024.shop\0" "thomasblackerby.org.uk\0"
	"thor.my.id\0" "thraml.com\0" "thrma.com\0" "throam.com\0" "thrott.com\0"
	"throwam.com\0" "throwaway.dynv6.net\0" "throwawayemailaddress.com\0"
	"throwawaymail.com\0" "throwawaymail.pp.ua\0" "throya.com\0" "thrubay.com\0"
	"thshyo.org\0" "thueotp.net\0" "thulinh.net\0" "thunderbolt.science\0"
	"thunkinator.org\0" "thuongxg.com\0" "thurleighchurchestate.church\0" "thxmate.com\0"
	"tianblog.top\0" "tianmi.me\0" "tianstudy.space\0" "tiapz.com\0" "tic.ec\0"
	"tidaksuka.cfd\0" "tidewick.org\0" "tidissajiiu.com\0" "tidylifehub.com\0"
	"tiendadezapasok.com\0" "tiffincrane.com\0" "tigrisstem.org\0" "tijdelijke.email\0"
	"tikanony.com\0" "tikmail.org\0" "tiksofi.uk\0" "tiktakgrab.com\0" "tiktakgrab.shop\0"
	"tiktakgrabber.com\0" "tiktokngon.com\0" "tilien.com\0" "tilumo.cfd\0"
	"tilvex.click\0" "timbourkescholarshipfund.org\0" "timgiarevn.com\0"
	"timkassouf.com\0" "tinoza.org\0" "tinpho.com\0" "tinytimer.org\0" "tinyurl24.com\0"
	"tipsb.com\0" "tirasya.pro\0" "titangamezz.com\0" "titenpa.com\0" "tittbit.in\0"
	"tiv.cc\0" "tivendra.cfd\0" "tivertonhospitalleagueoffriends.co.uk\0"
	"tivo.camdvr.org\0" "tizi.com\0" "tkfb24h.com\0" "tkitc.de\0" "tlpn.org\0"
	"tmail.com\0" "tmail.edu.rs\0" "tmail.gg\0" "tmail.io\0" "tmail.link\0" "tmail.lt\0"
	"tmail.mx\0" "tmail.ws\0" "tmail1.org\0" "tmail2.org\0" "tmail3.com\0" "tmail3.org\0"
	"tmail4.org\0" "tmail5.org\0" "tmail6.com\0" "tmail9.com\0" "tmaile.net\0"
	"tmailinator.com\0" "tmailor.com\0" "tmailor.net\0" "tmails.net\0" "tmmbt.net\0"
	"tmpbox.net\0" "tmpemails.com\0" "tmpeml.com\0" "tmpeml.info\0" "tmpjr.me\0"
	"tmpmail.net\0" "tmpmail.org\0" "tmpmailtor.com\0" "tmpnator.live\0" "tmpx.sa.com\0"
	"tmxttvmail.com\0" "tnbeta.com\0" "toaik.com\0" "tocuda.cloud\0" "toddsbighug.com\0"
	"tofeat.com\0" "tohru.org\0" "toiea.com\0" "tokem.co\0" "token.ro\0" "token0v0.com\0"
	"tokenmail.de\0" "tokfly.org\0" "tokmail.fun\0" "tokmail.net\0" "tokobibit.co\0"
	"tokyo.edu.pl\0" "tokyo112.top\0" "tokyoflarex.tokyo\0" "tommyfommy.site\0"
	"tonaeto.com\0" "tongle.ccwu.cc\0" "toni.io.vn\0" "tonne.to\0" "tonyfarm.indevs.in\0"
	"tonymanso.com\0" "too.li\0" "toolbox.ovh\0" "toolnator.plus\0" "toolourles.tech\0"
	"tools-capcut.com\0" "toomail.biz\0" "toon.ml\0" "top-shop-tovar.ru\0" "top101.de\0"
	"top1mail.ru\0" "top1post.ru\0" "topdatamaster.com\0" "topinrock.cf\0"
	"topmail2.com\0" "topmail2.net\0" "topofertasdehoy.com\0" "topranklist.de\0"
	"topren.cyou\0" "topren.top\0" "toprumours.com\0" "topupgg.app\0" "topvu.net\0"
	"tormail.org\0" "torrent411.fr.nf\0" "torvila.sbs\0" "tospage.com\0" "toss.pw\0"
	"tosunkaya.com\0" "totallynotfake.net\0" "totalvista.com\0" "totesmail.com\0"
	"totoan.info\0" "totococo.fr.nf\0" "toupiao7003.top\0" "tourcc.com\0" "tozya.com\0"
	"tp-qa-mail.com\0" "tppp.one\0" "tppp.online\0" "tpwlb.com\0" "tqoai.com\0"
	"tqosi.com\0" "trackden.com\0" "tradermail.info\0" "tradingview.my.id\0"
	"trainthem2fish.co.uk\0" "tramynguyen.net\0" "tranceversal.com\0"
	"trandigabapoe.shop\0" "trangiabao.click\0" "trangzim.uk\0" "transferpulsa.net\0"
	"translateid.com\0" "traodoinick.com\0" "trap-mail.de\0" "trash-amil.com\0"
	"trash-mail.at\0" "trash-mail.cf\0" "trash-mail.com\0" "trash-mail.de\0"
	"trash-mail.ga\0" "trash-mail.gq\0" "trash-mail.ml\0" "trash-mail.tk\0"
	"trash-mail.webredirect.org\0" "trash-me.com\0" "trash2009.com\0" "trash2010.com\0"
	"trash2011.com\0" "trashcanmail.com\0" "trashdevil.com\0" "trashdevil.de\0"
	"trashemail.de\0" "trashemails.de\0" "trashinbox.com\0" "trashmail.at\0"
	"trashmail.com\0" "trashmail.de\0" "trashmail.fr\0" "trashmail.gq\0" "trashmail.hu\0"
	"trashmail.io\0" "trashmail.me\0" "trashmail.net\0" "trashmail.org\0" "trashmail.se\0"
	"trashmail.ws\0" "trashmailer.com\0" "trashmailgenerator.de\0" "trashmails.com\0"
	"trashymail.com\0" "trashymail.net\0" "trasz.com\0" "travelistaworld.com\0"
	"travelovelinka.club\0" "travionex.cfd\0" "trayna.com\0" "trbvm.com\0" "trbvn.com\0"
	"trbvo.com\0" "treesforderby.org\0" "trend-maker.ru\0" "treso.me\0" "treterter.shop\0"
	"trevourus.com\0" "trfu.to\0" "trgfu.com\0" "trgovinanaveliko.info\0" "trialmail.de\0"
	"trickmail.net\0" "trieuhao.site\0" "trillianpro.com\0" "trinovia.cfd\0"
	"triots.com\0" "trixtrux1.ru\0" "trojanvmesswrt.dpdns.org\0" "trolebrotmail.com\0"
	"trollproject.com\0" "tropicalbass.info\0" "tropovenamail.com\0" "trovantis.cfd\0"
	"troveniq.cfd\0" "trunghocphothong.io.vn\0" "trungmetax.com\0" "trungtamtoeic.com\0"
	"trustcheck.cc\0" "trustguru.vip\0" "truthfinderlogin.com\0" "tryalert.com\0"
	"tryninja.io\0" "trythe.net\0" "tryzoe.com\0" "tscasalnt.top\0" "tsderp.com\0"
	"tsdpt.co.uk\0" "tshirtsavvy.com\0" "tsmtp.org\0" "tstrust.org.uk\0" "ttirv.org\0"
	"ttpo89japan.com\0" "ttszuo.xyz\0" "tualias.com\0" "tuamaeaquelaursa.com\0"
	"tubeemail.com\0" "tuku26012023.xyz\0" "tumroc.net\0" "tunthuta.com\0" "tuofs.com\0"
	"tupmail.com\0" "turkeyth.com\0" "turnimon.com\0" "turoid.com\0" "turual.com\0"
	"turuma.com\0" "tutuapp.bid\0" "tuyenchau.click\0" "tuyenchau.online\0"
	"tuyenchau.site\0" "tuyenhuy.click\0" "tuyenhuy.online\0" "tuyenhuy.site\0"
	"tvchd.com\0" "tverya.com\0" "tweet.fr.nf\0" "twinmail.de\0" "twitch.work\0"
	"twitchythoughtcreations.in\0" "twkly.ml\0" "twocowmail.net\0" "twoweirdtricks.com\0"
	"twskyhope.top\0" "twskyhopenb.shop\0" "twzhhq.online\0" "txcct.com\0" "txen.de\0"
	"txtadvertise.com\0" "tyhe.ro\0" "tyldd.com\0" "tympe.net\0" "tzrj.pro\0"
	"uacro.com\0" "uber-mail.com\0" "ubinert.com\0" "ubismail.net\0" "ubm.md\0"
	"ucche.us\0" "ucupdong.ml\0" "uddinfoundation.org\0" "udingclin.com\0"
	"uemail99.com\0" "ufacturing.com\0" "ufokeuabmail.com\0" "ug.wtf\0" "uggsrock.com\0"
	"uguuchantele.com\0" "uhe2.com\0" "uhhu.ru\0" "uiemail.com\0" "uiu.us\0"
	"ujijima1129.gq\0" "uk.to\0" "ukev.org\0" "uki.io.vn\0" "ukm.ovh\0" "ulm-dsl.de\0"
	"ulteriq.cfd\0" "ultra.fyi\0" "ultrada.ru\0" "ultrafive.online\0"
	"ultralabs24.store\0" "ultralux.io.vn\0" "ultrasix.online\0" "ultravex.cfd\0"
	"ultraz1.io.vn\0" "ultrmigos.online\0" "uma3.be\0" "umail.net\0" "umil.net\0"
	"umiudi.cn\0" "umombiss.tk\0" "undeadbank.com\0" "underseagolf.com\0" "undo.it\0"
	"unfairship.com\0" "unicodeworld.com\0" "unids.com\0" "unimain.tech\0" "unimark.org\0"
	"uniromax.com\0" "unit7lahaina.com\0" "unitedcharitiesosm.org.uk\0" "universall.me\0"
	"unlikeyth.com\0" "unmail.ru\0" "unratito.com\0" "uofzcpg9ftykob.asia\0" "uooos.com\0"
	"uorak.com\0" "upc.infos.st\0" "upliftnow.com\0" "uplipht.com\0" "uploadnolimit.com\0"
	"upozowac.info\0" "upphim.net\0" "upsnab.net\0" "uqqlrdi.top\0" "urbanvalore.info\0"
	"urfunktion.se\0" "urgentmail.ovh\0" "urhen.com\0" "uroid.com\0" "us-x.top\0"
	"us.af\0" "us.to\0" "usa.cc\0" "usa.edu.pl\0" "usaishop.shop\0" "usako.net\0"
	"usbc.be\0" "usdtbeta.com\0" "used-product.fr\0" "usedus.me\0" "uselesswebsites.net\0"
	"ushijima1129.cf\0" "ushijima1129.ga\0" "ushijima1129.gq\0" "ushijima1129.ml\0"
	"ushijima1129.tk\0" "usm.ovh\0" "ustorp.com\0" "usus.accesscam.org\0"
	"usus.camdvr.org\0" "usus.casacam.net\0" "usus.ddnsfree.com\0" "ususus.dynv6.net\0"
	"utiket.us\0" "utkarsh.tech\0" "uu.gl\0" "uu2.ovh\0" "uue.edu.pl\0" "uuf.me\0"
	"uuii.in\0" "uvaul.us.ci\0" "uwork4.us\0" "uyhip.com\0" "uz8.net\0" "v-mail.xyz\0"
	"v6.army\0" "v6.navy\0" "v6.rocks\0" "vaasfc4.tk\0" "vaati.org\0" "vae.indevs.in\0"
	"vafyxh.com\0" "valanides.com\0" "valemail.net\0" "valhalladev.com\0"
	"valueineveryone.co.uk\0" "vankin.de\0" "vasteron.com\0" "vatos.gg\0" "vaupk.org\0"
	"vbgvd.com\0" "vbv.cards\0" "vcois.com\0" "vctel.com\0" "vda.ro\0" "vddaz.com\0"
	"vdig.com\0" "veanlo.com\0" "veb37.com\0" "vectorbrasil.app\0" "velatrix.cfd\0"
	"veletis.bond\0" "velmoor.org\0" "velocitronix.online\0" "veltexline.com\0"
	"vemomail.win\0" "venariq.cfd\0" "venompen.com\0" "ventrovia.cfd\0" "veo.kr\0"
	"veo325k.io.vn\0" "veo325kcredit.io.vn\0" "veo33.io.vn\0" "veo3ultra.sbs\0"
	"veomatrix25k.io.vn\0" "veoverse25k.io.vn\0" "ver0.cf\0" "ver0.ga\0" "ver0.gq\0"
	"ver0.ml\0" "ver0.tk\0" "vercelli.cf\0" "vercelli.ga\0" "vercelli.gq\0"
	"vercelli.ml\0" "verdejo.com\0" "verel.online\0" "verifycenter.net\0"
	"verityemail.site\0" "vermutlich.net\0" "vernonbourne.uk\0" "veronicamira.info\0"
	"vertexinbox.com\0" "vertexium.net\0" "veruvercomail.com\0" "verybigdick.cyou\0"
	"veryday.ch\0" "veryday.eu\0" "veryday.info\0" "veryrealemail.com\0" "ves.ink\0"
	"vesa.pw\0" "vesdev01.shop\0" "vetra.cyou\0" "vevs.de\0" "vexalor.cfd\0"
	"vexaluno.xyz\0" "vexi.my\0" "vextora.click\0" "vfdhks.eu.cc\0" "vfre4w3.dynv6.net\0"
	"vfwladiesauxin.org\0" "via.tokyo.jp\0" "viavuive.net\0" "vibertees.com\0"
	"vibzi.net\0" "vickaentb.tk\0" "victime.ninja\0" "victoriaalison.com\0"
	"victoriantwins.com\0" "vidchart.com\0" "videoigdownload.com\0" "videotoptop.com\0"
	"viditag.com\0" "vidwobox.com\0" "viemarter.online\0" "viettravel.io.vn\0"
	"viewbuster.ru\0" "viewcastmedia.com\0" "viewcastmedia.net\0" "viewcastmedia.org\0"
	"viewmuse.com\0" "vigilantkeep.net\0" "vigoneo.com\0" "vikingsonly.com\0"
	"villaxoa.site\0" "vinaemail.com\0" "vinakoop.com\0" "vinakop.com\0"
	"vinatissue.org\0" "vinernet.com\0" "vinhdo.shop\0" "vintomaper.com\0" "viole.cfd\0"
	"violet0923.online\0" "vipepe.com\0" "vipmail.name\0" "vipmail.pw\0" "vipmba.cc\0"
	"vips.pics\0" "vipxm.net\0" "viralplays.com\0" "virelio.cfd\0" "virgilian.com\0"
	"virginsrus.xyz\0" "virtualemail.info\0" "visal007.tk\0" "visal168.cf\0"
	"visal168.ga\0" "visal168.gq\0" "visal168.ml\0" "visal168.tk\0" "visignal.com\0"
	"visualdep.run.place\0" "visualnest.work\0" "visuals.linkpc.net\0" "vitahicks.com\0"
	"vitaspherelife.com\0" "vitrineproducoes.com\0" "viv2.com\0" "vixletdev.com\0"
	"vixtricks.com\0" "vjoid.ru\0" "vjoid.store\0" "vjuum.com\0" "vkbb.ru\0"
	"vkbb.store\0" "vkbt.ru\0" "vkbt.store\0" "vkcbt.ru\0" "vkcbt.store\0" "vkcode.ru\0"
	"vkfu.ru\0" "vkfu.store\0" "vkjashdf.eu.cc\0" "vkpr.store\0" "vkr1.com\0" "vkrr.ru\0"
	"vkrr.store\0" "vladhub.buzz\0" "vlemi.com\0" "vlrregulatory.com\0" "vmailing.info\0"
	"vmani.com\0" "vmm.indevs.in\0" "vmpanda.com\0" "vn-one.com\0" "vncctv.org\0"
	"vnedu.me\0" "vnfjsh.eu.cc\0" "vntechhub.online\0" "vnvmail.com\0" "vobau.net\0"
	"voerpemww.click\0" "voicesforchangeinc.org\0" "voidbay.com\0" "voidmail.one\0"
	"voidpop.win\0" "volaj.com\0" "volku.org\0" "voltaer.com\0" "voltr.click\0"
	"voltravia.cfd\0" "vomoto.com\0" "vorga.org\0" "vortalis.cfd\0" "voryxen.com\0"
	"vothanhtuan.shop\0" "votiputox.org\0" "voxelcore.com\0" "voxinh.net\0" "vpn.st\0"
	"vpn64.de\0" "vpnseat.com\0" "vps30.com\0" "vps79.com\0" "vps911.net\0"
	"vradportal.com\0" "vremonte24-store.ru\0" "vrjxk.com\0" "vrmtr.com\0"
	"vsdsd23gsdf.shop\0" "vsimcard.com\0" "vsmailpro.com\0" "vssms.com\0" "vtmpj.net\0"
	"vtxmail.us\0" "vuatrochoi.nl\0" "vubby.com\0" "vuiy.pw\0" "vuket.org\0" "vulca.sbs\0"
	"vulcanpioneerjers.org\0" "vupn.me\0" "vusra.com\0" "vutrugay.org\0" "vvatxiy.com\0"
	"vwagamlk.top\0" "vwhins.com\0" "vxsolar.com\0" "vystella.cfd\0" "vztc.com\0"
	"w-asertun.ru\0" "w3internet.co.uk\0" "wacold.com\0" "waguriagent.codes\0"
	"waisfoundation.com\0" "waitbeqa.com\0" "waivey.com\0" "wakingupesther.com\0"
	"walala.org\0" "walkmail.net\0" "walkmail.ru\0" "wallm.com\0" "wanai.biz.id\0"
	"wanaofamouscar.com\0" "wanko.be\0" "wansnode-dice.site\0" "wanting2work.org.uk\0"
	"wanva.shop\0" "wargravepreschool.uk\0" "warlus.asso.st\0" "waroengin.com\0"
	"waroengku.cc\0" "waroengkuy.com\0" "waroengmail.com\0" "waroengpremium.com\0"
	"warrity25k.io.vn\0" "warunkto.com\0" "watch-harry-potter.com\0" "watchever.biz\0"
	"watchfull.net\0" "watchironman3onlinefreefullmovie.com\0" "waterisgone.com\0"
	"waterpalace.pro\0" "watersoftenersystemcost.com\0" "watrf.com\0" "watsawang.com\0"
	"waventra.cfd\0" "waw.indevs.in\0" "wazabi.club\0" "wbdev.tech\0" "wbml.net\0"
	"wbslxy.cc.cd\0" "wearkeymail.site\0" "wearvault.biz.id\0" "weatherbx.xyz\0"
	"web-contact.info\0" "web-ideal.fr\0" "web-inc.net\0" "web-library.net\0"
	"web-mail.pp.ua\0" "web2mailco.com\0" "webcamness.com\0" "webclub.infos.st\0"
	"webcontact-france.eu\0" "webemail.me\0" "webhook.site\0" "webinarmoa.com\0"
	"webm4il.info\0" "webmail24.top\0" "webmailus.com\0" "webofip.com\0" "webscash.com\0"
	"webstore.fr.nf\0" "webtrip.ch\0" "webui.cc.cd\0" "webuser.in\0" "wecanmakehit.win\0"
	"wecp.ru\0" "wecp.store\0" "wee.my\0" "weekfly.com\0" "weekzs.icu\0" "weeline.fun\0"
	"wef.gr\0" "weg-werf-email.de\0" "wegoo.dpdns.org\0" "wegwerf-email-addressen.de\0"
	"wegwerf-email-adressen.de\0" "wegwerf-email.at\0" "wegwerf-email.de\0"
	"wegwerf-email.net\0" "wegwerf-emails.de\0" "wegwerfadresse.de\0" "wegwerfemail.com\0"
	"wegwerfemail.de\0" "wegwerfemail.info\0" "wegwerfemail.net\0" "wegwerfemail.org\0"
	"wegwerfemailadresse.com\0" "wegwerfmail.de\0" "wegwerfmail.info\0"
	"wegwerfmail.net\0" "wegwerfmail.org\0" "wegwerpmailadres.nl\0" "wegwrfmail.de\0"
	"wegwrfmail.net\0" "wegwrfmail.org\0" "weiruipingji.com\0" "weizixu.com\0"
	"wekawa.com\0" "welikecookies.com\0" "wellsfargocomcardholders.com\0" "wemel.top\0"
	"wenkuu.com\0" "wentcity.com\0" "wenyuanshe.com\0" "wep.email\0"
	"wetrainbayarea.com\0" "wetrainbayarea.org\0" "weyword.cfd\0" "wfgdfhj.tk\0"
	"wg0.com\0" "wh4f.org\0" "whaaaaaaaaaat.com\0" "whatagarbage.com\0" "whatemi.de\0"
	"whatever.za.net\0" "whatiaas.com\0" "whatifanalytics.com\0" "whatpaas.com\0"
	"whatsaas.com\0" "whf222.top\0" "whiffles.org\0" "whirlygirlink.org\0"
	"whispermail.org\0" "whitehousecalculator.com\0" "whitemistral.pro\0" "whopy.com\0"
	"whyspam.me\0" "wibblesmith.com\0" "wicfolhumanservices.org\0" "wickmail.net\0"
	"widaryanto.info\0" "widget.gg\0" "wiemei.com\0" "wierie.tk\0" "wifimaple.com\0"
	"wifioak.com\0" "wikfee.com\0" "wikidocuslava.ru\0" "wildan.tech\0" "wilemail.com\0"
	"willhackforfood.biz\0" "willselfdestruct.com\0" "wimsg.com\0" "windsurfcom.shop\0"
	"winemaven.info\0" "winocs.com\0" "wins.com.br\0" "wintersgf.store\0"
	"wintersmail.site\0" "wir-sind.com\0" "wireconnected.com\0" "wishy.fr\0"
	"wivstore.com\0" "wlist.ro\0" "wlsom.com\0" "wmail.cf\0" "wmail.club\0" "wmct.info\0"
	"wmksuhd.cn\0" "wnbaldwy.com\0" "wohbc.co.uk\0" "wokcy.com\0" "wolfmail.ml\0"
	"wolfsmail.tk\0" "wollan.info\0" "womp-wo.mp\0" "woofgl.email\0" "woofidog.fr.nf\0"
	"woopros.com\0" "workhorsefilms.com\0" "workingtall.com\0" "worldcoins.top\0"
	"worldlylife.store\0" "worldspace.link\0" "woshiemoman.cloud-ip.cc\0" "wpdork.com\0"
	"wpg.im\0" "wralawfirm.com\0" "wrgee.com\0" "writeme.us\0" "wronghead.com\0"
	"wrqj.top\0" "ws.gy\0" "wshu.net\0" "wsym.de\0" "wsypc.com\0" "wtjinkintrust.co.uk\0"
	"wudet.men\0" "wudiai.shop\0" "wuespdj.xyz\0" "wupics.com\0" "wusongdahu.cc.cd\0"
	"wuuvo.com\0" "wuzak.com\0" "wuzup.net\0" "wuzupmail.net\0" "wwc8.com\0"
	"wwdskboiv.top\0" "wwefd.top\0" "wwej.cc.cd\0" "wwjmp.com\0" "wwtykkm.bond\0"
	"wwvec.uno\0" "wwvk.ru\0" "wwvk.store\0" "wwwnew.eu\0" "wxcv.fr.nf\0" "wxf07.shop\0"
	"wxnw.net\0" "wyoxafp.com\0" "wywnxa.com\0" "wzjpj.com\0" "wzjyyds.com\0"
	"wzofit.com\0" "x-clone.asia\0" "x-lab.net\0" "x0q.net\0" "x1ix.com\0" "x24.com\0"
	"x80.dpdns.org\0" "x80la.shop\0" "x9ad1.my\0" "xagloo.co\0" "xagloo.com\0"
	"xandoria.cfd\0" "xapimail.top\0" "xazymarcie.space\0" "xbaby69.top\0" "xbrok.com\0"
	"xcf.pet\0" "xclone.asia\0" "xcode.ro\0" "xcodes.net\0" "xcompress.com\0"
	"xcoxc.com\0" "xcpy.com\0" "xcsllajs.eu.cc\0" "xcucngon.site\0" "xcvuaylik.top\0"
	"xcvv.xyz\0" "xdfrms.fun\0" "xdnss.cc\0" "xdpxdp.online\0" "xehop.org\0" "xelio.sbs\0"
	"xelu.space\0" "xemaps.com\0" "xemne.com\0" "xen-bypass.com\0" "xenloria.cfd\0"
	"xeno.gay\0" "xenta.cfd\0" "xents.com\0" "xepa.ru\0" "xfavaj.com\0" "xgmail.bond\0"
	"xhotmail.cyou\0" "xi2.cc\0" "xiajspof.eu.cc\0" "xiangshan.eu.cc\0"
	"xiaoche.ggff.net\0" "xiaoguaishou.icu\0" "xiaohuangyu.ccwu.cc\0" "xiaoting.cc\0"
	"xib.icu\0" "xidealx.com\0" "xiiqtg.com\0" "xiiqtg.vip\0" "xikemail.com\0"
	"ximenor.site\0" "xingmeisofa.com\0" "xirentha.cfd\0" "xitler.top\0" "xiwinnie.icu\0"
	"xjoi.com\0" "xkx.me\0" "xkxkud.com\0" "xl.cx\0" "xlcsh.icu\0" "xmailer.be\0"
	"xmailtm.com\0" "xmaily.com\0" "xmisom.help\0" "xmlab.icu\0" "xmyvgkvw.top\0"
	"xn--5nx.cc\0" "xn--9kq967o.com\0" "xn--ai-ry2ck37oorv.com\0" "xn--d-bga.net\0"
	"xn--di5au2k.shop\0" "xn--ihq4pool8g32cwxiiqcovaa9159jhvah03g.top\0"
	"xn--jxsa73o.eu.org\0" "xn--o38h.abrdns.com\0" "xn--rhqv96g.tv\0" "xn--yaho-sqa.com\0"
	"xn-xp8h.bond\0" "xojxe.com\0" "xopmail.fun\0" "xost.us\0" "xoxo3.website\0"
	"xoxox.cc\0" "xperiae5.com\0" "xpremium.pro\0" "xpromail.xyz\0" "xqqgegsd.eu.cc\0"
	"xrap.de\0" "xshop.bond\0" "xsioap.eu.cc\0" "xsnipersquad.com\0" "xsnipersquad.site\0"
	"xsnipersquad.space\0" "xstyled.net\0" "xswl.xyz\0" "xvx.us\0" "xww.ro\0"
	"xxhamsterxx.ga\0" "xxi2.com\0" "xxl.st\0" "xxlocanto.us\0" "xxmailedu.dpdns.org\0"
	"xxolocanto.us\0" "xxqx3802.com\0" "xxvd.net\0" "xxvk.ru\0" "xxvk.store\0"
	"xxxhi.cc\0" "xy9ce.tk\0" "xylanta.cfd\0" "xylar.ru\0" "xylar.store\0" "xyxy.app\0"
	"xyzfree.net\0" "xzsok.com\0" "yabai-oppai.tk\0" "yabes.ovh\0" "yahmail.top\0"
	"yahooproduct.net\0" "yahoox.cyou\0" "yaloo.fr.nf\0" "yamail.win\0" "yanet.me\0"
	"yangzhai.xyz\0" "yangzhong-sfd.cc\0" "yannmail.win\0" "yanxuan.eu.cc\0"
	"yapped.net\0" "yaqp.com\0" "yarnpedia.ga\0" "ybidbccmv.top\0" "yc08.cn\0"
	"ycare.de\0" "ycglobalmovement.com\0" "ycn.ro\0" "ydns.eu\0" "ye.vc\0" "yecp.ru\0"
	"yecp.store\0" "yedi.org\0" "yeezus.ru\0" "yellofdf2.click\0" "yenphandinhe.com\0"
	"yep.it\0" "yermail.net\0" "yeummo.io.vn\0" "yfhsdb.eu.cc\0" "ygbelira.me\0"
	"yhg.biz\0" "yihacihuy.top\0" "yilue.eu.org\0" "ying-ge.com\0" "yingzi321.shop\0"
	"yjlwcbrf.top\0" "yl66.cfd\0" "ymonthl.com\0" "ynagjie-66.cc\0" "ynmrealty.com\0"
	"yodwg.sbs\0" "yodx.ro\0" "yogamaven.com\0" "yoggm.com\0" "yogirt.com\0"
	"yomail.edu.pl\0" "yomail.info\0" "yomand.store\0" "yondrix.cfd\0" "yoo.ro\0"
	"yopmail.com\0" "yopmail.fr\0" "yopmail.gq\0" "yopmail.kro.kr\0"
	"yopmail.loseyourip.com\0" "yopmail.net\0" "yopmail.ooguy.com\0" "yopmail.pp.ua\0"
	"yopmail.theworkpc.com\0" "yopmail.webredirect.org\0" "yoptruc.fr.nf\0"
	"yordanmail.cf\0" "yorushika.one\0" "yotmail.fr.nf\0" "you-spam.com\0"
	"yougotgoated.com\0" "youmail.ga\0" "youmailr.com\0" "youneedmore.info\0"
	"youpymail.com\0" "your5.ru\0" "your5.store\0" "yourdomain.com\0" "youremail.cf\0"
	"yourewronghereswhy.com\0" "yourlms.biz\0" "yours.tools\0" "yourspamgoesto.space\0"
	"yourtube.ml\0" "youtube-com-watch-jtpdc8khnpi.accesscam.org\0"
	"youtube-com-watch-jtpdc8khnpi.bond\0" "youtube-com-watch-jtpdc8khnpi.cyou\0"
	"youtube-com-watch-jtpdc8khnpi.dedyn.io\0"
	"youtube-com-watch-jtpdc8khnpi.freeddns.org\0"
	"youtube-com-watch-jtpdc8khnpi.gleeze.com\0"
	"youtube-com-watch-jtpdc8khnpi.loseyourip.com\0"
	"youtube-com-watch-jtpdc8khnpi.mywire.org\0"
	"youtube-com-watch-jtpdc8khnpi.ooguy.com\0"
	"youtube-com-watch-jtpdc8khnpi.theworkpc.com\0"
	"youtube-com-watch-jtpdc8khnpi.webredirect.org\0" "youxiang.dev\0" "yroid.com\0"
	"yrppwsekv.top\0" "ysfuddr.top\0" "ysgdjd.fun\0" "yshdnhh.click\0" "yspend.com\0"
	"ysuhd.art\0" "yszmy.cn\0" "ytkj.us.ci\0" "ytnhy.com\0" "ytoof.app\0" "ytpayy.com\0"
	"yugasandrika.com\0" "yui.it\0" "yujiehanjiao.cc\0" "yuki.ren\0" "yummymeow.eu\0"
	"yummymeow.fr\0" "yummymeow.org\0" "yummymeow.store\0" "yun.pics\0" "yuoia.com\0"
	"yurevia.cfd\0" "yuurok.com\0" "ywiueryweqrwerqsdf.us.ci\0" "ywzmb.top\0" "yxdad.ru\0"
	"yxdad.store\0" "yxx1.ccwu.cc\0" "yxxala.ccwu.cc\0" "yxxawa.ccwu.cc\0" "yxxawa.top\0"
	"yxzx.net\0" "yydsplus.top\0" "yyolf.net\0" "yzcalo.com\0" "yzm.de\0" "z-o-e-v-a.ru\0"
	"z0d.eu\0" "z1p.biz\0" "z86.ru\0" "zai.asia\0" "zain.com.co\0" "zain.site\0"
	"zainmax.net\0" "zaktouni.fr\0" "zalesie.net.pl\0" "zantrax.com\0" "zapmail.one\0"
	"zarabotokdoma11.ru\0" "zarkbin.store\0" "zasod.com\0" "zauxpbp.cn\0" "zaym-zaym.ru\0"
	"zcdpbx.top\0" "zcjzy.cc.cd\0" "zcovz.ru\0" "zcovz.store\0" "zcrcd.com\0"
	"zdenka.net\0" "ze.tc\0" "zebins.com\0" "zebins.eu\0" "zehnminuten.de\0"
	"zehnminutenmail.de\0" "zeldaa.ccwu.cc\0" "zellatrix.cfd\0" "zellio.yachts\0"
	"zemzar.net\0" "zenbada.com\0" "zenbyul.com\0" "zenthara.cfd\0" "zenthira.cfd\0"
	"zenthranet.com\0" "zephyros.cfd\0" "zepp.dk\0" "zeronerbacomail.com\0"
	"zeropolly.com\0" "zetmail.com\0" "zevionyx.com\0" "zfymail.com\0" "zhaji.eu.org\0"
	"zhanhuokma2.wang\0" "zhaoqian.ninja\0" "zhaoyuanedu.cn\0" "zhcne.com\0"
	"zhengwz.dpdns.org\0" "zhewei88.com\0" "zhizhiwei.fun\0" "zhjjq.tech\0"
	"zhorachu.com\0" "zhousj.eu.org\0" "zik.dj\0" "zikzak.site\0" "zipcad.com\0"
	"zipcatfish.com\0" "ziping.me\0" "zipmail.one\0" "zipo1.gq\0" "zippymail.info\0"
	"zipsendtest.com\0" "zira.my\0" "ziragold.com\0" "zivox.sbs\0" "ziyoupi.asia\0"
	"zizo7.com\0" "zkfdwz.shop\0" "zmail.cam\0" "zmnai.top\0" "zmypxprb.sbs\0"
	"zoaxe.com\0" "zoemail.com\0" "zoemail.net\0" "zoemail.org\0" "zoetropes.org\0"
	"zolamin.com\0" "zolmiu.cfd\0" "zombie-hive.com\0" "zomg.info\0" "zoomintens.com\0"
	"zorg.fr.nf\0" "zouz.fr.nf\0" "zovion.com\0" "zozozo123.com\0" "zrufe.com\0"
	"zsero.com\0" "zsmj.cc.cd\0" "zsts.top\0" "zudpck.com\0" "zuldev.live\0"
	"zumnime.me\0" "zumpul.com\0" "zutomayo.best\0" "zv68.com\0" "zvvzuv.com\0"
	"zx81.ovh\0" "zxcv.com\0" "zxcvbn123.cc.cd\0" "zxcvbnm.com\0" "zxhyzlwcp.top\0"
	"zxqzin.cn\0" "zymuying.com\0" "zyns.com\0" "zypherin.cfd\0" "zyranova.cfd\0"
	"zyvenix.cfd\0" "zzi.us\0" "zzrgg.com\0" "zzz.com\0" "zzzzzzzzzzzzzz-1090.dynv6.net\0"
	"zzzzzzzzzzzzzz-2092.dynv6.net\0" "zzzzzzzzzzzzzz-277.dynv6.net\0"
	"zzzzzzzzzzzzzz-3294.dynv6.net\0" "zzzzzzzzzzzzzz-3330.dynv6.net\0"
	"zzzzzzzzzzzzzz-3535.dynv6.net\0" "zzzzzzzzzzzzzz-3928.dynv6.net\0"
	"zzzzzzzzzzzzzz-3940.dynv6.net\0" "zzzzzzzzzzzzzz-4283.dynv6.net\0"
	"zzzzzzzzzzzzzz-4904.dynv6.net\0" "zzzzzzzzzzzzzz-5055.dynv6.net\0"
	"zzzzzzzzzzzzzz-5246.dynv6.net\0" "zzzzzzzzzzzzzz-546.dynv6.net\0"
	"zzzzzzzzzzzzzz-739.dynv6.net\0" "zzzzzzzzzzzzzz-7619.dynv6.net\0"
	"zzzzzzzzzzzzzz-7911.dynv6.net\0" "zzzzzzzzzzzzzz-8050.dynv6.net\0"
	"zzzzzzzzzzzzzz-8079.dynv6.net\0" "zzzzzzzzzzzzzz-8874.dynv6.net\0"
	"zzzzzzzzzzzzzz-969.dynv6.net\0"
	"zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz.loseyourip.com\0"
	"zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz.ooguy.com\0"
	;

/* Where each name starts. */
const uint32_t profile_disposable_offsets[] = {
	0, 11, 30, 59, 89, 118, 138, 159, 182, 206, 239, 266, 288, 317, 327, 336, 347, 356,
	367, 378, 389, 398, 406, 414, 422, 433, 441, 448, 464, 476, 486, 497, 504, 510, 516,
	525, 534, 545, 553, 580, 599, 608, 627, 643, 662, 676, 684, 693, 704, 719, 730, 741,
	751, 762, 777, 790, 804, 819, 831, 846, 862, 878, 897, 916, 933, 949, 965, 981, 997,
	1014, 1030, 1047, 1063, 1083, 1100, 1118, 1136, 1154, 1171, 1186, 1195, 1219, 1229,
	1242, 1256, 1268, 1278, 1294, 1307, 1319, 1334, 1347, 1360, 1372, 1387, 1401, 1417,
	1434, 1451, 1465, 1476, 1489, 1499, 1517, 1533, 1544, 1551, 1565, 1575, 1586, 1598,
	1610, 1622, 1634, 1643, 1657, 1670, 1681, 1694, 1704, 1715, 1729, 1745, 1758, 1773,
	1780, 1791, 1802, 1817, 1826, 1835, 1843, 1849, 1859, 1872, 1885, 1898, 1913, 1930,
	1944, 1956, 1968, 1981, 1992, 2005, 2019, 2029, 2036, 2047, 2055, 2072, 2085, 2097,
	2110, 2123, 2140, 2157, 2175, 2186, 2197, 2207, 2217, 2227, 2244, 2260, 2278, 2286,
	2298, 2309, 2318, 2329, 2347, 2360, 2370, 2381, 2391, 2404, 2419, 2434, 2445, 2465,
	2482, 2496, 2513, 2529, 2544, 2557, 2571, 2586, 2594, 2605, 2616, 2637, 2647, 2659,
	2670, 2686, 2698, 2708, 2719, 2728, 2741, 2751, 2768, 2779, 2788, 2802, 2819, 2836,
	2856, 2868, 2880, 2895, 2911, 2920, 2932, 2941, 2950, 2961, 2977, 2987, 2996, 3003,
	3011, 3031, 3040, 3056, 3067, 3074, 3085, 3094, 3112, 3119, 3127, 3136, 3153, 3170,
	3183, 3197, 3206, 3217, 3228, 3242, 3253, 3268, 3276, 3285, 3294, 3308, 3316, 3324,
	3334, 3343, 3356, 3369, 3382, 3391, 3404, 3415, 3426, 3438, 3452, 3468, 3480, 3493,
	3503, 3512, 3521, 3537, 3544, 3556, 3563, 3572, 3579, 3597, 3609, 3620, 3637, 3648,
	3659, 3668, 3682, 3695, 3706, 3721, 3736, 3751, 3764, 3776, 3787, 3798, 3812, 3828,
	3835, 3844, 3853, 3862, 3870, 3879, 3889, 3899, 3908, 3917, 3937, 3958, 3969, 3981,
	3995, 4009, 4023, 4033, 4043, 4056, 4067, 4088, 4107, 4116, 4125, 4137, 4147, 4166,
	4176, 4187, 4198, 4208, 4219, 4230, 4241, 4251, 4260, 4269, 4278, 4289, 4307, 4320,
	4331, 4342, 4353, 4364, 4373, 4380, 4391, 4402, 4416, 4426, 4435, 4444, 4452, 4460,
	4466, 4475, 4484, 4498, 4505, 4515, 4527, 4538, 4551, 4565, 4584, 4603, 4613, 4626,
	4634, 4643, 4655, 4667, 4681, 4695, 4707, 4718, 4729, 4741, 4752, 4763, 4774, 4785,
	4796, 4808, 4819, 4830, 4841, 4852, 4867, 4881, 4900, 4910, 4933, 4946, 4961, 4974,
	4987, 4998, 5012, 5026, 5039, 5049, 5059, 5073, 5088, 5100, 5122, 5135, 5146, 5157,
	5167, 5177, 5190, 5206, 5218, 5230, 5240, 5253, 5265, 5288, 5304, 5320, 5331, 5344,
	5357, 5368, 5381, 5398, 5411, 5428, 5439, 5448, 5468, 5489, 5502, 5519, 5533, 5547,
	5558, 5570, 5582, 5605, 5616, 5630, 5641, 5651, 5662, 5676, 5690, 5712, 5725, 5735,
	5746, 5757, 5769, 5777, 5789, 5802, 5812, 5823, 5839, 5851, 5862, 5873, 5890, 5900,
	5911, 5920, 5937, 5949, 5965, 5985, 6000, 6025, 6039, 6054, 6066, 6079, 6092, 6106,
	6125, 6136, 6147, 6158, 6169, 6180, 6191, 6202, 6215, 6228, 6238, 6248, 6262, 6273,
	6281, 6293, 6310, 6322, 6331, 6344, 6355, 6366, 6377, 6391, 6405, 6429, 6445, 6460,
	6474, 6488, 6504, 6517, 6526, 6540, 6552, 6573, 6589, 6602, 6612, 6623, 6637, 6650,
	6665, 6677, 6691, 6700, 6711, 6722, 6735, 6746, 6762, 6771, 6783, 6803, 6814, 6825,
	6832, 6848, 6863, 6873, 6886, 6902, 6922, 6934, 6946, 6963, 6982, 6995, 7012, 7025,
	7037, 7049, 7066, 7085, 7099, 7115, 7134, 7148, 7160, 7175, 7192, 7207, 7217, 7230,
	7240, 7256, 7268, 7281, 7293, 7305, 7315, 7325, 7338, 7350, 7367, 7377, 7387, 7400,
	7417, 7429, 7439, 7459, 7470, 7482, 7495, 7503, 7516, 7531, 7542, 7553, 7569, 7582,
	7601, 7617, 7634, 7646, 7657, 7668, 7679, 7698, 7710, 7726, 7738, 7751, 7762, 7774,
	7789, 7806, 7821, 7838, 7854, 7867, 7888, 7904, 7917, 7931, 7945, 7959, 7971, 7983,
	7994, 8006, 8022, 8038, 8051, 8079, 8095, 8107, 8124, 8137, 8154, 8166, 8176, 8185,
	8199, 8215, 8236, 8249, 8261, 8273, 8285, 8299, 8312, 8326, 8337, 8351, 8363, 8375,
	8387, 8400, 8413, 8426, 8437, 8447, 8458, 8468, 8485, 8502, 8517, 8528, 8542, 8557,
	8568, 8590, 8602, 8617, 8638, 8656, 8670, 8686, 8698, 8711, 8725, 8735, 8755, 8766,
	8777, 8792, 8805, 8819, 8836, 8848, 8862, 8878, 8893, 8907, 8920, 8934, 8945, 8963,
	8979, 8995, 9011, 9028, 9047, 9062, 9073, 9084, 9102, 9125, 9140, 9153, 9165, 9173,
	9188, 9199, 9207, 9220, 9233, 9243, 9256, 9268, 9281, 9294, 9307, 9321, 9336, 9354,
	9375, 9388, 9405, 9426, 9438, 9449, 9461, 9476, 9490, 9506, 9518, 9533, 9547, 9556,
	9569, 9580, 9595, 9608, 9619, 9632, 9643, 9662, 9681, 9703, 9722, 9738, 9750, 9764,
	9775, 9785, 9795, 9806, 9814, 9829, 9841, 9854, 9865, 9880, 9888, 9900, 9919, 9929,
	9942, 9956, 9969, 9979, 9992, 10005, 10018, 10029, 10040, 10056, 10068, 10080, 10091,
	10103, 10111, 10124, 10145, 10162, 10174, 10200, 10222, 10237, 10255, 10265, 10277,
	10297, 10311, 10326, 10339, 10356, 10372, 10389, 10408, 10418, 10428, 10444, 10466,
	10476, 10493, 10508, 10524, 10537, 10548, 10561, 10575, 10587, 10608, 10618, 10632,
	10643, 10661, 10668, 10675, 10686, 10692, 10703, 10722, 10735, 10750, 10763, 10778,
	10791, 10806, 10822, 10837, 10848, 10859, 10886, 10897, 10910, 10929, 10946, 10958,
	10966, 10981, 10995, 11015, 11029, 11041, 11058, 11076, 11092, 11103, 11119, 11131,
	11143, 11162, 11176, 11188, 11202, 11210, 11222, 11231, 11241, 11251, 11265, 11286,
	11301, 11311, 11337, 11358, 11387, 11415, 11444, 11473, 11502, 11531, 11560, 11589,
	11618, 11647, 11676, 11705, 11734, 11763, 11792, 11821, 11850, 11879, 11908, 11937,
	11966, 11995, 12024, 12053, 12082, 12111, 12140, 12169, 12197, 12226, 12255, 12284,
	12313, 12342, 12371, 12400, 12429, 12458, 12487, 12516, 12545, 12574, 12603, 12632,
	12660, 12689, 12718, 12746, 12775, 12804, 12833, 12862, 12891, 12920, 12949, 12978,
	13007, 13036, 13065, 13094, 13123, 13152, 13181, 13210, 13239, 13267, 13296, 13325,
	13354, 13383, 13412, 13441, 13470, 13499, 13528, 13557, 13586, 13614, 13643, 13672,
	13701, 13729, 13758, 13787, 13816, 13845, 13874, 13903, 13932, 13961, 13990, 14018,
	14047, 14076, 14105, 14134, 14163, 14192, 14221, 14250, 14273, 14294, 14304, 14312,
	14322, 14333, 14352, 14361, 14374, 14384, 14395, 14408, 14417, 14436, 14456, 14469,
	14479, 14498, 14516, 14528, 14544, 14556, 14565, 14576, 14583, 14596, 14608, 14624,
	14639, 14653, 14671, 14685, 14696, 14709, 14722, 14737, 14749, 14767, 14783, 14795,
	14812, 14838, 14853, 14866, 14884, 14898, 14910, 14921, 14939, 14955, 14968, 14980,
	14991, 15009, 15023, 15034, 15043, 15058, 15074, 15084, 15098, 15108, 15127, 15139,
	15155, 15172, 15185, 15204, 15221, 15233, 15248, 15261, 15282, 15295, 15310, 15330,
	15343, 15359, 15373, 15382, 15396, 15406, 15416, 15426, 15436, 15449, 15462, 15474,
	15485, 15494, 15507, 15520, 15530, 15539, 15546, 15555, 15566, 15577, 15587, 15598,
	15606, 15617, 15628, 15648, 15666, 15682, 15697, 15733, 15744, 15755, 15766, 15777,
	15788, 15801, 15813, 15827, 15840, 15861, 15871, 15884, 15903, 15918, 15935, 15951,
	15965, 15977, 15989, 16002, 16015, 16027, 16039, 16054, 16067, 16087, 16098, 16120,
	16137, 16157, 16176, 16189, 16211, 16228, 16246, 16263, 16284, 16301, 16313, 16328,
	16343, 16351, 16369, 16397, 16409, 16421, 16428, 16442, 16452, 16460, 16470, 16480,
	16495, 16503, 16515, 16531, 16545, 16560, 16567, 16585, 16597, 16609, 16628, 16638,
	16649, 16660, 16669, 16682, 16694, 16707, 16723, 16738, 16751, 16760, 16773, 16795,
	16811, 16822, 16834, 16846, 16860, 16873, 16893, 16907, 16917, 16924, 16945, 16961,
	16973, 16982, 17001, 17016, 17031, 17048, 17061, 17074, 17085, 17097, 17125, 17133,
	17142, 17152, 17188, 17201, 17213, 17228, 17242, 17253, 17265, 17282, 17296, 17307,
	17325, 17339, 17349, 17362, 17372, 17385, 17394, 17406, 17415, 17427, 17440, 17457,
	17468, 17484, 17496, 17509, 17520, 17533, 17543, 17556, 17573, 17591, 17607, 17623,
	17634, 17646, 17658, 17671, 17681, 17692, 17703, 17714, 17726, 17741, 17748, 17755,
	17769, 17784, 17799, 17812, 17826, 17834, 17845, 17857, 17872, 17881, 17893, 17902,
	17916, 17929, 17939, 17952, 17964, 17976, 17989, 18003, 18018, 18029, 18041, 18051,
	18074, 18088, 18104, 18121, 18131, 18143, 18157, 18170, 18189, 18203, 18217, 18241,
	18256, 18273, 18301, 18333, 18346, 18365, 18378, 18392, 18412, 18431, 18441, 18451,
	18465, 18477, 18488, 18502, 18512, 18523, 18534, 18544, 18557, 18574, 18594, 18613,
	18626, 18640, 18651, 18666, 18679, 18694, 18706, 18726, 18740, 18757, 18768, 18776,
	18788, 18802, 18820, 18828, 18841, 18853, 18868, 18887, 18900, 18916, 18932, 18949,
	18962, 18977, 18998, 19018, 19051, 19062, 19076, 19091, 19103, 19121, 19134, 19145,
	19162, 19176, 19189, 19205, 19229, 19243, 19254, 19266, 19277, 19291, 19301, 19316,
	19327, 19341, 19353, 19361, 19374, 19385, 19398, 19410, 19420, 19430, 19439, 19450,
	19459, 19465, 19474, 19486, 19498, 19512, 19525, 19537, 19549, 19560, 19573, 19586,
	19601, 19619, 19646, 19661, 19676, 19697, 19708, 19721, 19734, 19748, 19767, 19788,
	19807, 19820, 19828, 19839, 19851, 19865, 19878, 19890, 19903, 19912, 19924, 19939,
	19950, 19963, 19977, 19989, 20006, 20020, 20036, 20050, 20060, 20082, 20098, 20110,
	20121, 20132, 20143, 20159, 20170, 20181, 20202, 20216, 20227, 20241, 20256, 20269,
	20280, 20292, 20307, 20342, 20356, 20364, 20376, 20386, 20396, 20409, 20418, 20427,
	20439, 20447, 20458, 20469, 20482, 20495, 20507, 20519, 20539, 20552, 20562, 20572,
	20581, 20595, 20608, 20620, 20633, 20643, 20656, 20666, 20677, 20691, 20699, 20711,
	20719, 20726, 20738, 20750, 20765, 20780, 20794, 20812, 20823, 20835, 20845, 20855,
	20861, 20872, 20887, 20902, 20915, 20935, 20950, 20962, 20982, 20993, 21014, 21028,
	21042, 21061, 21070, 21095, 21112, 21128, 21145, 21157, 21177, 21190, 21204, 21218,
	21233, 21246, 21262, 21278, 21295, 21308, 21324, 21337, 21354, 21371, 21385, 21399,
	21417, 21438, 21454, 21469, 21483, 21501, 21512, 21527, 21546, 21558, 21571, 21592,
	21605, 21623, 21636, 21647, 21656, 21669, 21685, 21698, 21709, 21719, 21731, 21746,
	21761, 21776, 21790, 21802, 21814, 21825, 21840, 21855, 21866, 21888, 21902, 21921,
	21941, 21966, 21993, 22012, 22024, 22040, 22050, 22062, 22074, 22084, 22096, 22105,
	22120, 22132, 22145, 22155, 22167, 22177, 22187, 22199, 22211, 22227, 22241, 22252,
	22268, 22289, 22303, 22322, 22342, 22358, 22376, 22389, 22401, 22413, 22428, 22442,
	22457, 22471, 22491, 22503, 22516, 22531, 22546, 22561, 22576, 22591, 22604, 22622,
	22644, 22665, 22683, 22695, 22706, 22719, 22731, 22746, 22760, 22771, 22782, 22792,
	22802, 22812, 22821, 22836, 22846, 22861, 22872, 22882, 22894, 22907, 22915, 22926,
	22936, 22951, 22960, 22966, 22977, 22992, 23006, 23016, 23028, 23043, 23061, 23075,
	23086, 23099, 23113, 23125, 23138, 23153, 23165, 23178, 23190, 23206, 23223, 23241,
	23251, 23265, 23279, 23290, 23303, 23316, 23331, 23348, 23366, 23380, 23395, 23411,
	23436, 23458, 23473, 23484, 23495, 23505, 23515, 23527, 23545, 23562, 23583, 23601,
	23612, 23623, 23640, 23652, 23669, 23685, 23704, 23716, 23739, 23752, 23762, 23774,
	23790, 23806, 23821, 23834, 23847, 23860, 23874, 23887, 23899, 23935, 23946, 23959,
	23972, 23991, 24003, 24014, 24029, 24052, 24067, 24080, 24088, 24099, 24106, 24116,
	24130, 24143, 24159, 24173, 24188, 24205, 24219, 24230, 24252, 24269, 24283, 24295,
	24308, 24326, 24339, 24352, 24365, 24382, 24401, 24419, 24433, 24447, 24472, 24488,
	24497, 24513, 24520, 24530, 24541, 24551, 24564, 24572, 24583, 24589, 24606, 24616,
	24627, 24641, 24653, 24666, 24679, 24692, 24704, 24714, 24732, 24744, 24755, 24771,
	24785, 24801, 24819, 24827, 24841, 24851, 24863, 24879, 24890, 24899, 24910, 24922,
	24931, 24943, 24953, 24975, 24990, 25008, 25022, 25036, 25048, 25061, 25070, 25080,
	25088, 25096, 25106, 25113, 25130, 25141, 25148, 25162, 25179, 25197, 25211, 25222,
	25238, 25251, 25267, 25281, 25297, 25310, 25322, 25333, 25346, 25359, 25371, 25387,
	25402, 25417, 25433, 25449, 25459, 25470, 25486, 25496, 25506, 25527, 25541, 25554,
	25571, 25585, 25598, 25611, 25627, 25639, 25649, 25664, 25680, 25695, 25711, 25722,
	25737, 25750, 25769, 25783, 25793, 25806, 25830, 25846, 25864, 25877, 25890, 25908,
	25919, 25930, 25940, 25952, 25962, 25974, 25983, 25998, 26009, 26022, 26041, 26050,
	26068, 26084, 26101, 26113, 26125, 26137, 26149, 26162, 26173, 26187, 26198, 26211,
	26223, 26234, 26246, 26256, 26269, 26283, 26297, 26309, 26320, 26337, 26351, 26366,
	26379, 26392, 26405, 26417, 26427, 26443, 26456, 26468, 26486, 26497, 26511, 26525,
	26536, 26551, 26563, 26581, 26595, 26609, 26618, 26634, 26650, 26666, 26677, 26688,
	26713, 26729, 26742, 26755, 26767, 26784, 26805, 26821, 26850, 26868, 26882, 26892,
	26902, 26916, 26928, 26940, 26952, 26964, 26976, 26994, 27010, 27024, 27040, 27058,
	27073, 27083, 27104, 27117, 27125, 27140, 27150, 27164, 27178, 27185, 27195, 27208,
	27215, 27228, 27248, 27264, 27276, 27291, 27305, 27321, 27338, 27352, 27363, 27377,
	27392, 27405, 27421, 27437, 27454, 27466, 27486, 27510, 27533, 27550, 27571, 27592,
	27606, 27617, 27637, 27650, 27661, 27674, 27687, 27696, 27708, 27727, 27744, 27758,
	27768, 27779, 27790, 27801, 27815, 27826, 27837, 27848, 27859, 27875, 27890, 27902,
	27918, 27936, 27958, 27967, 27980, 27996, 28016, 28030, 28044, 28058, 28074, 28096,
	28125, 28145, 28165, 28176, 28193, 28207, 28223, 28241, 28254, 28270, 28279, 28293,
	28306, 28316, 28325, 28339, 28350, 28359, 28373, 28386, 28398, 28409, 28419, 28428,
	28444, 28455, 28465, 28476, 28488, 28497, 28506, 28519, 28528, 28540, 28552, 28559,
	28570, 28582, 28593, 28605, 28618, 28629, 28640, 28650, 28663, 28679, 28697, 28708,
	28724, 28734, 28742, 28754, 28769, 28782, 28796, 28810, 28823, 28837, 28851, 28865,
	28878, 28891, 28904, 28917, 28930, 28943, 28956, 28970, 28981, 28990, 28998, 29007,
	29022, 29037, 29049, 29065, 29079, 29091, 29109, 29126, 29144, 29154, 29166, 29177,
	29189, 29211, 29224, 29241, 29251, 29262, 29274, 29284, 29301, 29311, 29321, 29335,
	29352, 29365, 29376, 29395, 29415, 29429, 29438, 29452, 29467, 29477, 29487, 29498,
	29508, 29523, 29538, 29548, 29558, 29577, 29594, 29611, 29619, 29628, 29640, 29651,
	29662, 29678, 29694, 29704, 29714, 29730, 29748, 29760, 29776, 29788, 29800, 29812,
	29824, 29836, 29850, 29863, 29877, 29893, 29906, 29922, 29934, 29943, 29959, 29974,
	29984, 29995, 30014, 30030, 30039, 30052, 30063, 30080, 30094, 30106, 30118, 30128,
	30141, 30156, 30169, 30187, 30204, 30217, 30228, 30239, 30255, 30271, 30283, 30298,
	30313, 30324, 30347, 30360, 30371, 30384, 30395, 30409, 30423, 30432, 30446, 30457,
	30473, 30486, 30498, 30509, 30528, 30539, 30552, 30565, 30582, 30594, 30607, 30619,
	30628, 30638, 30649, 30660, 30677, 30690, 30700, 30716, 30729, 30744, 30751, 30762,
	30775, 30787, 30797, 30808, 30816, 30830, 30850, 30862, 30878, 30894, 30907, 30924,
	30942, 30956, 30963, 30973, 30983, 31001, 31017, 31033, 31051, 31062, 31078, 31093,
	31109, 31118, 31146, 31165, 31174, 31185, 31201, 31218, 31231, 31244, 31259, 31274,
	31287, 31303, 31319, 31336, 31343, 31350, 31357, 31366, 31378, 31391, 31404, 31416,
	31437, 31448, 31456, 31468, 31480, 31494, 31506, 31516, 31527, 31537, 31549, 31563,
	31574, 31584, 31599, 31612, 31622, 31631, 31643, 31662, 31683, 31694, 31717, 31733,
	31744, 31757, 31783, 31795, 31807, 31820, 31832, 31852, 31869, 31882, 31895, 31907,
	31920, 31934, 31949, 31963, 31977, 31991, 32005, 32023, 32040, 32054, 32069, 32082,
	32092, 32103, 32116, 32128, 32140, 32154, 32166, 32178, 32190, 32202, 32214, 32227,
	32242, 32255, 32268, 32280, 32294, 32307, 32322, 32336, 32357, 32369, 32385, 32399,
	32414, 32427, 32441, 32454, 32471, 32485, 32501, 32513, 32531, 32542, 32557, 32570,
	32582, 32597, 32613, 32630, 32643, 32655, 32669, 32683, 32698, 32715, 32726, 32741,
	32754, 32767, 32780, 32791, 32807, 32821, 32838, 32854, 32868, 32884, 32897, 32907,
	32924, 32940, 32961, 32974, 32987, 33000, 33013, 33026, 33039, 33054, 33074, 33094,
	33111, 33134, 33147, 33160, 33173, 33184, 33197, 33210, 33222, 33236, 33252, 33265,
	33279, 33290, 33300, 33310, 33320, 33330, 33342, 33354, 33365, 33378, 33387, 33396,
	33415, 33434, 33454, 33463, 33472, 33481, 33490, 33499, 33509, 33520, 33531, 33542,
	33553, 33568, 33583, 33595, 33606, 33619, 33631, 33645, 33657, 33665, 33677, 33687,
	33694, 33713, 33723, 33739, 33749, 33763, 33775, 33786, 33798, 33808, 33819, 33830,
	33842, 33851, 33858, 33867, 33879, 33892, 33905, 33921, 33933, 33945, 33956, 33970,
	33990, 34001, 34015, 34028, 34040, 34053, 34068, 34078, 34091, 34099, 34113, 34126,
	34133, 34152, 34163, 34176, 34188, 34198, 34210, 34227, 34240, 34261, 34275, 34285,
	34298, 34311, 34325, 34341, 34358, 34378, 34387, 34400, 34422, 34434, 34448, 34462,
	34476, 34490, 34503, 34513, 34525, 34540, 34553, 34563, 34574, 34587, 34601, 34611,
	34628, 34643, 34653, 34669, 34681, 34691, 34701, 34711, 34722, 34734, 34745, 34763,
	34777, 34787, 34800, 34813, 34825, 34837, 34850, 34862, 34876, 34888, 34906, 34921,
	34931, 34950, 34966, 34979, 34994, 35021, 35033, 35046, 35059, 35071, 35082, 35093,
	35107, 35118, 35129, 35142, 35154, 35160, 35170, 35180, 35191, 35201, 35215, 35227,
	35236, 35246, 35253, 35264, 35282, 35300, 35318, 35334, 35350, 35366, 35376, 35392,
	35413, 35427, 35437, 35444, 35457, 35472, 35486, 35499, 35516, 35529, 35542, 35555,
	35570, 35583, 35597, 35610, 35625, 35638, 35651, 35671, 35683, 35695, 35708, 35730,
	35744, 35783, 35797, 35810, 35821, 35832, 35843, 35854, 35872, 35891, 35903, 35920,
	35933, 35948, 35963, 35976, 35986, 36000, 36013, 36028, 36038, 36051, 36067, 36080,
	36094, 36108, 36125, 36139, 36155, 36169, 36186, 36202, 36216, 36235, 36250, 36265,
	36282, 36297, 36312, 36327, 36342, 36353, 36365, 36376, 36386, 36399, 36409, 36424,
	36434, 36446, 36454, 36471, 36484, 36497, 36508, 36516, 36529, 36543, 36557, 36566,
	36579, 36593, 36606, 36617, 36628, 36639, 36653, 36666, 36679, 36703, 36717, 36734,
	36747, 36761, 36774, 36784, 36802, 36814, 36826, 36840, 36852, 36868, 36879, 36889,
	36901, 36913, 36922, 36933, 36946, 36958, 36970, 36983, 36995, 37010, 37027, 37039,
	37049, 37065, 37082, 37100, 37119, 37129, 37141, 37157, 37167, 37181, 37196, 37211,
	37227, 37241, 37252, 37265, 37280, 37295, 37307, 37323, 37332, 37343, 37354, 37368,
	37375, 37383, 37399, 37416, 37432, 37461, 37477, 37488, 37504, 37520, 37532, 37546,
	37557, 37569, 37580, 37591, 37604, 37626, 37642, 37661, 37676, 37694, 37709, 37721,
	37732, 37742, 37754, 37770, 37782, 37793, 37806, 37817, 37834, 37844, 37851, 37864,
	37876, 37886, 37898, 37913, 37924, 37941, 37953, 37968, 37978, 37988, 37996, 38007,
	38015, 38029, 38041, 38058, 38068, 38082, 38096, 38111, 38131, 38143, 38155, 38167,
	38179, 38191, 38204, 38216, 38229, 38244, 38259, 38284, 38298, 38308, 38324, 38339,
	38351, 38364, 38376, 38386, 38396, 38408, 38424, 38438, 38464, 38470, 38484, 38498,
	38524, 38537, 38549, 38571, 38585, 38599, 38621, 38635, 38657, 38680, 38692, 38709,
	38726, 38752, 38766, 38780, 38800, 38815, 38831, 38850, 38866, 38882, 38902, 38916,
	38928, 38941, 38954, 38967, 38983, 38995, 39007, 39019, 39030, 39052, 39065, 39088,
	39106, 39126, 39143, 39160, 39172, 39187, 39206, 39224, 39235, 39243, 39255, 39271,
	39287, 39304, 39317, 39325, 39341, 39352, 39362, 39377, 39384, 39394, 39411, 39426,
	39442, 39456, 39468, 39484, 39497, 39510, 39521, 39532, 39543, 39554, 39565, 39579,
	39590, 39603, 39613, 39623, 39635, 39651, 39673, 39687, 39703, 39718, 39734, 39752,
	39773, 39786, 39798, 39814, 39830, 39845, 39856, 39871, 39879, 39890, 39898, 39906,
	39919, 39929, 39945, 39963, 39979, 39992, 40006, 40017, 40027, 40035, 40047, 40057,
	40067, 40082, 40095, 40103, 40113, 40125, 40139, 40149, 40162, 40174, 40186, 40198,
	40209, 40225, 40234, 40251, 40259, 40272, 40283, 40297, 40307, 40322, 40331, 40345,
	40356, 40368, 40380, 40397, 40409, 40422, 40434, 40448, 40469, 40485, 40500, 40512,
	40523, 40538, 40549, 40566, 40583, 40596, 40607, 40616, 40627, 40637, 40654, 40666,
	40676, 40687, 40698, 40710, 40726, 40744, 40755, 40765, 40776, 40786, 40811, 40823,
	40837, 40851, 40859, 40889, 40910, 40921, 40933, 40948, 40974, 40988, 41006, 41021,
	41037, 41057, 41076, 41090, 41102, 41116, 41131, 41153, 41172, 41184, 41193, 41206,
	41218, 41230, 41242, 41254, 41264, 41277, 41289, 41303, 41317, 41332, 41346, 41360,
	41374, 41388, 41401, 41418, 41431, 41442, 41457, 41468, 41483, 41497, 41510, 41525,
	41537, 41550, 41562, 41573, 41585, 41600, 41610, 41625, 41640, 41651, 41662, 41681,
	41690, 41716, 41726, 41743, 41752, 41764, 41779, 41787, 41798, 41811, 41825, 41834,
	41845, 41860, 41871, 41885, 41904, 41923, 41936, 41946, 41958, 41971, 41986, 41999,
	42014, 42023, 42035, 42044, 42054, 42066, 42075, 42090, 42103, 42115, 42129, 42142,
	42163, 42190, 42204, 42229, 42280, 42293, 42309, 42325, 42337, 42352, 42364, 42379,
	42393, 42404, 42415, 42429, 42439, 42457, 42474, 42499, 42513, 42524, 42540, 42551,
	42569, 42588, 42608, 42618, 42631, 42647, 42659, 42671, 42684, 42698, 42713, 42727,
	42738, 42752, 42764, 42775, 42786, 42796, 42809, 42822, 42834, 42846, 42864, 42875,
	42884, 42897, 42911, 42923, 42934, 42946, 42953, 42965, 42979, 42993, 43008, 43020,
	43032, 43050, 43064, 43081, 43094, 43109, 43122, 43132, 43143, 43155, 43168, 43179,
	43189, 43199, 43212, 43223, 43234, 43248, 43277, 43290, 43303, 43324, 43336, 43348,
	43360, 43372, 43383, 43399, 43416, 43431, 43447, 43463, 43479, 43497, 43514, 43527,
	43556, 43584, 43613, 43642, 43670, 43699, 43728, 43757, 43786, 43815, 43844, 43873,
	43902, 43931, 43960, 43989, 44017, 44046, 44072, 44101, 44130, 44159, 44188, 44217,
	44246, 44275, 44304, 44332, 44361, 44390, 44419, 44448, 44477, 44506, 44535, 44564,
	44593, 44622, 44651, 44680, 44709, 44738, 44767, 44796, 44825, 44853, 44882, 44910,
	44939, 44967, 44996, 45025, 45053, 45082, 45111, 45140, 45169, 45198, 45227, 45256,
	45285, 45314, 45343, 45372, 45401, 45430, 45459, 45488, 45517, 45546, 45575, 45604,
	45633, 45662, 45691, 45720, 45749, 45776, 45804, 45833, 45862, 45891, 45920, 45949,
	45977, 46006, 46035, 46064, 46092, 46121, 46150, 46179, 46208, 46237, 46266, 46295,
	46324, 46353, 46382, 46411, 46430, 46446, 46460, 46474, 46498, 46513, 46525, 46549,
	46567, 46583, 46600, 46617, 46634, 46651, 46669, 46687, 46704, 46722, 46739, 46757,
	46775, 46792, 46810, 46827, 46845, 46861, 46874, 46887, 46904, 46918, 46934, 46948,
	46967, 46982, 46997, 47011, 47025, 47040, 47057, 47074, 47089, 47103, 47112, 47123,
	47136, 47143, 47155, 47169, 47183, 47190, 47211, 47222, 47232, 47243, 47262, 47277,
	47288, 47301, 47321, 47331, 47346, 47365, 47375, 47392, 47409, 47425, 47443, 47460,
	47477, 47499, 47517, 47535, 47552, 47571, 47589, 47607, 47630, 47645, 47655, 47667,
	47677, 47692, 47702, 47715, 47727, 47738, 47753, 47765, 47777, 47786, 47793, 47803,
	47815, 47826, 47834, 47845, 47859, 47872, 47891, 47903, 47914, 47929, 47944, 47958,
	47971, 47989, 48002, 48021, 48032, 48051, 48071, 48087, 48100, 48114, 48127, 48141,
	48151, 48163, 48182, 48198, 48223, 48239, 48254, 48272, 48291, 48309, 48323, 48337,
	48355, 48371, 48384, 48401, 48414, 48423, 48434, 48445, 48458, 48470, 48483, 48505,
	48524, 48535, 48547, 48558, 48568, 48583, 48599, 48611, 48630, 48638, 48650, 48663,
	48674, 48687, 48701, 48725, 48745, 48756, 48774, 48790, 48799, 48810, 48829, 48839,
	48855, 48870, 48895, 48907, 48926, 48942, 48954, 48965, 48973, 48985, 48995, 49008,
	49028, 49039, 49049, 49059, 49071, 49080, 49089, 49100, 49109, 49116, 49123, 49141,
	49153, 49170, 49182, 49195, 49207, 49221, 49233, 49248, 49260, 49270, 49282, 49290,
	49304, 49323, 49336, 49359, 49373, 49390, 49403, 49417, 49426, 49437, 49452, 49470,
	49483, 49496, 49505, 49521, 49537, 49551, 49566, 49578, 49595, 49605, 49617, 49627,
	49636, 49648, 49655, 49671, 49686, 49700, 49712, 49721, 49731, 49739, 49754, 49766,
	49782, 49806, 49823, 49837, 49849, 49870, 49880, 49898, 49910, 49922, 49937, 49952,
	49965, 49976, 49993, 50006, 50022, 50038, 50049, 50063, 50076, 50092, 50109, 50127,
	50142, 50155, 50174, 50186, 50198, 50210, 50222, 50234, 50250, 50270, 50289, 50304,
	50320, 50335, 50351, 50369, 50384, 50395, 50410, 50429, 50441, 50453, 50464, 50476,
	50488, 50503, 50514, 50532, 50543, 50560, 50577, 50587, 50594, 50604, 50618, 50624,
	50633, 50639, 50651, 50668, 50678, 50691, 50703, 50729, 50738, 50753, 50765, 50779,
	50791, 50805, 50816, 50833, 50843, 50853, 50864, 50880, 50898, 50912, 50928, 50941,
	50952, 50968, 50983, 51006, 51022, 51034, 51046, 51061, 51075, 51087, 51101, 51116,
	51129, 51145, 51160, 51176, 51190, 51208, 51227, 51237, 51246, 51258, 51268, 51286,
	51298, 51319, 51330, 51350, 51362, 51376, 51390, 51400, 51411, 51424, 51440, 51449,
	51462, 51474, 51513, 51521, 51534, 51547, 51569, 51583, 51593, 51607, 51628, 51648,
	51662, 51674, 51685, 51697, 51707, 51718, 51729, 51736, 51743, 51753, 51764, 51772,
	51782, 51793, 51806, 51815, 51825, 51837, 51851, 51863, 51873, 51887, 51898, 51905,
	51913, 51928, 51946, 51958, 51973, 51984, 52001, 52011, 52023, 52035, 52044, 52060,
	52074, 52085, 52098, 52112, 52121, 52139, 52151, 52164, 52175, 52190, 52202, 52213,
	52224, 52235, 52246, 52259, 52269, 52277, 52295, 52306, 52322, 52338, 52352, 52367,
	52380, 52395, 52410, 52424, 52438, 52453, 52463, 52473, 52486, 52506, 52515, 52528,
	52537, 52549, 52564, 52578, 52593, 52608, 52623, 52634, 52645, 52661, 52676, 52692,
	52708, 52720, 52735, 52751, 52767, 52782, 52796, 52808, 52830, 52848, 52866, 52884,
	52893, 52905, 52912, 52931, 52943, 52958, 52982, 52996, 53011, 53023, 53035, 53047,
	53065, 53082, 53094, 53108, 53118, 53140, 53153, 53170, 53184, 53195, 53212, 53225,
	53235, 53248, 53257, 53268, 53281, 53294, 53302, 53318, 53333, 53346, 53359, 53374,
	53388, 53398, 53409, 53422, 53435, 53450, 53478, 53493, 53505, 53522, 53534, 53546,
	53559, 53578, 53594, 53616, 53640, 53658, 53673, 53685, 53698, 53709, 53734, 53751,
	53770, 53785, 53802, 53833, 53844, 53856, 53868, 53880, 53892, 53905, 53918, 53930,
	53947, 53960, 53976, 53991, 54008, 54026, 54034, 54043, 54053, 54063, 54073, 54092,
	54105, 54114, 54129, 54139, 54150, 54163, 54175, 54188, 54203, 54210, 54223, 54236,
	54249, 54271, 54281, 54297, 54316, 54327, 54336, 54342, 54352, 54363, 54373, 54385,
	54404, 54414, 54433, 54446, 54455, 54482, 54496, 54504, 54519, 54530, 54542, 54558,
	54569, 54581, 54598, 54611, 54622, 54636, 54648, 54659, 54687, 54701, 54714, 54726,
	54735, 54750, 54760, 54771, 54782, 54789, 54799, 54809, 54821, 54836, 54854, 54861,
	54874, 54886, 54897, 54926, 54936, 54947, 54960, 54984, 54994, 55004, 55018, 55030,
	55038, 55060, 55087, 55103, 55117, 55129, 55139, 55149, 55162, 55180, 55198, 55215,
	55223, 55236, 55250, 55262, 55275, 55288, 55298, 55307, 55320, 55338, 55345, 55361,
	55370, 55385, 55395, 55410, 55425, 55435, 55453, 55468, 55486, 55498, 55512, 55524,
	55536, 55550, 55565, 55575, 55587, 55595, 55602, 55609, 55616, 55628, 55640, 55651,
	55663, 55674, 55682, 55699, 55710, 55728, 55741, 55753, 55766, 55776, 55786, 55802,
	55813, 55838, 55848, 55855, 55863, 55876, 55889, 55901, 55914, 55926, 55942, 55954,
	55964, 55973, 55982, 55994, 56004, 56026, 56039, 56052, 56072, 56085, 56096, 56108,
	56124, 56135, 56148, 56164, 56175, 56186, 56196, 56211, 56229, 56239, 56254, 56271,
	56281, 56290, 56302, 56313, 56324, 56341, 56354, 56368, 56378, 56389, 56408, 56416,
	56427, 56439, 56451, 56466, 56485, 56498, 56510, 56522, 56531, 56543, 56554, 56563,
	56576, 56588, 56601, 56612, 56627, 56639, 56651, 56663, 56675, 56687, 56699, 56709,
	56717, 56731, 56740, 56752, 56767, 56780, 56792, 56807, 56822, 56833, 56847, 56863,
	56874, 56887, 56897, 56912, 56927, 56941, 56955, 56966, 56976, 56989, 57001, 57015,
	57029, 57043, 57056, 57069, 57087, 57100, 57112, 57126, 57137, 57156, 57171, 57184,
	57196, 57209, 57222, 57235, 57248, 57259, 57271, 57283, 57295, 57312, 57320, 57336,
	57344, 57352, 57362, 57373, 57383, 57396, 57411, 57421, 57433, 57444, 57456, 57467,
	57480, 57491, 57526, 57536, 57559, 57583, 57606, 57620, 57633, 57645, 57659, 57672,
	57688, 57699, 57710, 57722, 57731, 57742, 57751, 57760, 57774, 57785, 57795, 57807,
	57819, 57834, 57848, 57861, 57874, 57891, 57908, 57924, 57935, 57948, 57961, 57975,
	57987, 58001, 58018, 58028, 58043, 58055, 58067, 58077, 58088, 58098, 58109, 58123,
	58132, 58146, 58158, 58177, 58193, 58206, 58216, 58226, 58234, 58250, 58266, 58280,
	58293, 58306, 58321, 58331, 58345, 58360, 58368, 58381, 58391, 58400, 58411, 58424,
	58437, 58447, 58475, 58495, 58506, 58521, 58535, 58551, 58565, 58580, 58591, 58604,
	58622, 58635, 58649, 58659, 58671, 58687, 58702, 58714, 58734, 58742, 58754, 58765,
	58789, 58802, 58811, 58833, 58858, 58870, 58878, 58894, 58904, 58913, 58927, 58934,
	58948, 58960, 58968, 58978, 58989, 59003, 59023, 59034, 59051, 59068, 59079, 59087,
	59098, 59117, 59130, 59140, 59152, 59166, 59180, 59193, 59214, 59228, 59238, 59248,
	59258, 59268, 59278, 59289, 59299, 59307, 59319, 59332, 59342, 59352, 59366, 59376,
	59385, 59393, 59407, 59417, 59437, 59459, 59472, 59486, 59499, 59511, 59526, 59537,
	59545, 59557, 59565, 59575, 59604, 59614, 59637, 59650, 59666, 59679, 59691, 59705,
	59715, 59725, 59737, 59749, 59767, 59779, 59791, 59802, 59818, 59827, 59842, 59854,
	59867, 59880, 59896, 59911, 59923, 59932, 59944, 59954, 59965, 59979, 59992, 60006,
	60022, 60036, 60049, 60065, 60079, 60089, 60098, 60107, 60116, 60126, 60141, 60155,
	60162, 60179, 60192, 60204, 60221, 60234, 60254, 60262, 60272, 60283, 60294, 60307,
	60320, 60331, 60342, 60353, 60363, 60373, 60384, 60404, 60421, 60437, 60455, 60474,
	60493, 60504, 60522, 60529, 60543, 60553, 60566, 60580, 60595, 60615, 60627, 60640,
	60653, 60671, 60686, 60707, 60722, 60743, 60760, 60772, 60786, 60796, 60812, 60826,
	60838, 60851, 60859, 60871, 60883, 60903, 60917, 60932, 60953, 60973, 60987, 61001,
	61014, 61026, 61040, 61059, 61071, 61085, 61098, 61111, 61124, 61138, 61152, 61165,
	61180, 61189, 61202, 61219, 61236, 61251, 61262, 61276, 61290, 61303, 61320, 61332,
	61345, 61356, 61364, 61377, 61387, 61398, 61408, 61418, 61430, 61440, 61450, 61464,
	61480, 61498, 61510, 61524, 61539, 61557, 61573, 61588, 61603, 61618, 61633, 61648,
	61660, 61670, 61682, 61690, 61716, 61729, 61741, 61755, 61778, 61791, 61804, 61823,
	61844, 61864, 61878, 61891, 61906, 61918, 61932, 61955, 61965, 61987, 62002, 62020,
	62037, 62048, 62061, 62076, 62083, 62092, 62102, 62109, 62122, 62132, 62149, 62165,
	62179, 62196, 62207, 62221, 62238, 62253, 62268, 62285, 62299, 62308, 62327, 62339,
	62347, 62361, 62375, 62389, 62401, 62418, 62431, 62441, 62455, 62467, 62477, 62485,
	62498, 62511, 62524, 62535, 62549, 62559, 62588, 62598, 62625, 62635, 62648, 62662,
	62676, 62686, 62693, 62706, 62723, 62735, 62747, 62756, 62767, 62782, 62795, 62805,
	62815, 62829, 62844, 62857, 62869, 62884, 62896, 62905, 62917, 62930, 62944, 62957,
	62973, 62987, 63003, 63017, 63034, 63047, 63060, 63075, 63095, 63114, 63130, 63138,
	63146, 63154, 63163, 63172, 63182, 63194, 63206, 63217, 63229, 63241, 63251, 63264,
	63274, 63286, 63299, 63311, 63320, 63332, 63347, 63358, 63367, 63379, 63390, 63407,
	63422, 63436, 63448, 63462, 63472, 63485, 63497, 63510, 63524, 63540, 63552, 63567,
	63581, 63593, 63607, 63620, 63634, 63648, 63661, 63675, 63689, 63706, 63719, 63735,
	63748, 63760, 63775, 63790, 63802, 63816, 63832, 63850, 63863, 63876, 63894, 63905,
	63915, 63927, 63939, 63951, 63963, 63975, 63987, 63997, 64008, 64020, 64034, 64044,
	64054, 64069, 64082, 64097, 64111, 64124, 64139, 64154, 64165, 64175, 64188, 64201,
	64217, 64231, 64250, 64265, 64281, 64293, 64305, 64317, 64336, 64347, 64359, 64372,
	64387, 64402, 64416, 64428, 64440, 64450, 64464, 64477, 64492, 64507, 64524, 64539,
	64553, 64569, 64584, 64599, 64613, 64629, 64645, 64661, 64677, 64693, 64709, 64725,
	64741, 64757, 64773, 64789, 64807, 64820, 64836, 64847, 64859, 64871, 64883, 64895,
	64907, 64917, 64936, 64947, 64961, 64974, 64987, 64999, 65009, 65019, 65029, 65042,
	65055, 65071, 65084, 65097, 65108, 65119, 65129, 65139, 65149, 65161, 65174, 65188,
	65202, 65216, 65231, 65244, 65256, 65269, 65283, 65295, 65307, 65321, 65332, 65342,
	65354, 65367, 65381, 65395, 65408, 65421, 65433, 65446, 65461, 65474, 65488, 65501,
	65513, 65527, 65540, 65552, 65567, 65580, 65594, 65606, 65620, 65633, 65647, 65660,
	65673, 65686, 65701, 65718, 65732, 65746, 65761, 65771, 65781, 65792, 65806, 65820,
	65834, 65849, 65868, 65886, 65903, 65915, 65927, 65942, 65956, 65970, 65983, 65995,
	66006, 66016, 66035, 66047, 66058, 66070, 66083, 66097, 66107, 66121, 66135, 66146,
	66162, 66176, 66187, 66206, 66224, 66241, 66256, 66267, 66280, 66291, 66308, 66321,
	66331, 66344, 66362, 66380, 66393, 66415, 66429, 66451, 66463, 66478, 66490, 66517,
	66547, 66561, 66574, 66588, 66609, 66631, 66658, 66674, 66689, 66702, 66728, 66753,
	66782, 66796, 66806, 66816, 66831, 66848, 66861, 66874, 66887, 66898, 66911, 66922,
	66935, 66953, 66968, 66981, 66992, 67000, 67007, 67017, 67028, 67044, 67057, 67067,
	67082, 67092, 67107, 67120, 67128, 67138, 67151, 67165, 67178, 67195, 67217, 67236,
	67248, 67261, 67275, 67291, 67309, 67317, 67330, 67340, 67353, 67365, 67381, 67393,
	67405, 67423, 67434, 67446, 67463, 67482, 67495, 67505, 67518, 67537, 67548, 67562,
	67576, 67589, 67605, 67618, 67629, 67641, 67651, 67664, 67675, 67686, 67699, 67708,
	67724, 67741, 67758, 67774, 67805, 67822, 67837, 67853, 67868, 67883, 67894, 67908,
	67924, 67934, 67942, 67953, 67963, 67972, 67984, 67998, 68013, 68030, 68044, 68054,
	68070, 68086, 68103, 68122, 68137, 68157, 68177, 68199, 68221, 68242, 68260, 68276,
	68292, 68308, 68325, 68340, 68352, 68363, 68376, 68386, 68401, 68412, 68424, 68444,
	68459, 68473, 68487, 68501, 68519, 68537, 68549, 68561, 68588, 68600, 68613, 68627,
	68643, 68659, 68668, 68683, 68695, 68715, 68732, 68743, 68757, 68774, 68789, 68800,
	68812, 68825, 68835, 68842, 68853, 68866, 68876, 68888, 68902, 68916, 68927, 68934,
	68947, 68959, 68969, 68975, 68986, 68993, 69004, 69014, 69031, 69050, 69061, 69071,
	69084, 69093, 69102, 69112, 69121, 69130, 69140, 69149, 69167, 69181, 69192, 69204,
	69217, 69230, 69244, 69254, 69262, 69273, 69283, 69293, 69305, 69315, 69326, 69339,
	69349, 69362, 69371, 69386, 69398, 69410, 69422, 69434, 69444, 69454, 69472, 69488,
	69503, 69517, 69532, 69544, 69555, 69569, 69583, 69598, 69615, 69627, 69638, 69651,
	69664, 69676, 69689, 69702, 69711, 69719, 69731, 69748, 69771, 69784, 69800, 69811,
	69823, 69847, 69862, 69873, 69901, 69918, 69930, 69940, 69956, 69974, 69982, 69992,
	70000, 70011, 70019, 70034, 70042, 70062, 70075, 70091, 70116, 70128, 70140, 70150,
	70160, 70171, 70181, 70207, 70236, 70265, 70294, 70323, 70352, 70380, 70409, 70438,
	70467, 70496, 70525, 70554, 70583, 70612, 70641, 70670, 70699, 70726, 70755, 70784,
	70813, 70842, 70871, 70900, 70929, 70958, 70987, 71016, 71045, 71074, 71103, 71132,
	71161, 71190, 71219, 71248, 71277, 71306, 71335, 71364, 71393, 71421, 71450, 71479,
	71508, 71537, 71566, 71595, 71624, 71653, 71682, 71710, 71739, 71768, 71797, 71826,
	71855, 71884, 71912, 71941, 71969, 71997, 72026, 72055, 72084, 72113, 72142, 72171,
	72200, 72229, 72257, 72286, 72315, 72344, 72371, 72400, 72429, 72458, 72487, 72515,
	72544, 72573, 72602, 72631, 72660, 72689, 72718, 72747, 72776, 72805, 72834, 72863,
	72892, 72921, 72950, 72979, 73008, 73037, 73066, 73080, 73091, 73099, 73109, 73119,
	73128, 73139, 73150, 73161, 73182, 73198, 73209, 73221, 73236, 73251, 73265, 73282,
	73297, 73311, 73326, 73342, 73356, 73366, 73375, 73389, 73399, 73414, 73428, 73441,
	73454, 73464, 73476, 73491, 73504, 73517, 73534, 73548, 73564, 73579, 73593, 73606,
	73621, 73635, 73645, 73657, 73670, 73680, 73690, 73704, 73716, 73725, 73736, 73747,
	73760, 73770, 73784, 73797, 73816, 73827, 73844, 73867, 73887, 73895, 73910, 73927,
	73937, 73953, 73966, 73980, 73999, 74025, 74045, 74059, 74076, 74095, 74112, 74126,
	74142, 74155, 74171, 74187, 74199, 74213, 74223, 74237, 74250, 74262, 74274, 74286,
	74301, 74320, 74339, 74349, 74362, 74377, 74392, 74407, 74427, 74442, 74454, 74469,
	74482, 74498, 74513, 74529, 74545, 74558, 74570, 74581, 74594, 74603, 74613, 74623,
	74629, 74640, 74661, 74669, 74680, 74695, 74709, 74722, 74733, 74744, 74753, 74761,
	74776, 74788, 74803, 74822, 74833, 74845, 74856, 74869, 74880, 74895, 74907, 74917,
	74928, 74943, 74957, 74969, 74990, 75004, 75016, 75031, 75057, 75070, 75082, 75098,
	75111, 75123, 75136, 75148, 75157, 75175, 75188, 75200, 75210, 75225, 75236, 75250,
	75260, 75270, 75282, 75296, 75305, 75321, 75331, 75343, 75357, 75367, 75379, 75390,
	75405, 75420, 75440, 75450, 75462, 75475, 75489, 75500, 75510, 75520, 75539, 75555,
	75568, 75578, 75596, 75607, 75636, 75649, 75662, 75671, 75682, 75695, 75706, 75727,
	75751, 75764, 75777, 75790, 75805, 75819, 75831, 75845, 75862, 75877, 75890, 75907,
	75933, 75945, 75959, 75988, 76002, 76023, 76037, 76053, 76066, 76076, 76093, 76114,
	76123, 76137, 76158, 76171, 76192, 76208, 76220, 76230, 76241, 76251, 76263, 76273,
	76285, 76302, 76319, 76345, 76363, 76382, 76401, 76408, 76423, 76433, 76443, 76459,
	76469, 76483, 76497, 76509, 76521, 76533, 76545, 76560, 76574, 76586, 76598, 76613,
	76633, 76657, 76674, 76687, 76698, 76711, 76728, 76742, 76755, 76770, 76782, 76792,
	76804, 76815, 76824, 76838, 76848, 76855, 76864, 76872, 76881, 76891, 76902, 76914,
	76924, 76949, 76966, 76980, 76991, 77002, 77019, 77027, 77038, 77048, 77061, 77074,
	77091, 77101, 77115, 77138, 77149, 77163, 77175, 77192, 77202, 77212, 77222, 77236,
	77248, 77261, 77282, 77294, 77316, 77328, 77341, 77353, 77364, 77378, 77387, 77402,
	77415, 77430, 77439, 77450, 77460, 77473, 77488, 77514, 77529, 77542, 77564, 77576,
	77589, 77602, 77615, 77626, 77639, 77657, 77674, 77692, 77712, 77721, 77732, 77751,
	77769, 77788, 77806, 77820, 77834, 77848, 77860, 77867, 77879, 77893, 77907, 77923,
	77937, 77954, 77966, 77977, 77988, 77997, 78005, 78015, 78025, 78036, 78045, 78055,
	78067, 78077, 78089, 78106, 78119, 78133, 78146, 78159, 78170, 78182, 78197, 78204,
	78214, 78229, 78239, 78251, 78261, 78271, 78281, 78291, 78302, 78316, 78323, 78334,
	78344, 78355, 78368, 78380, 78393, 78406, 78416, 78424, 78434, 78444, 78456, 78468,
	78483, 78494, 78518, 78537, 78548, 78560, 78573, 78584, 78593, 78608, 78618, 78629,
	78640, 78658, 78679, 78691, 78704, 78723, 78732, 78742, 78749, 78760, 78769, 78782,
	78793, 78801, 78814, 78831, 78843, 78857, 78867, 78877, 78888, 78898, 78906, 78914,
	78923, 78933, 78946, 78961, 78975, 78987, 79008, 79016, 79027, 79039, 79048, 79058,
	79073, 79082, 79095, 79116, 79131, 79145, 79158, 79170, 79184, 79196, 79206, 79219,
	79230, 79248, 79263, 79277, 79296, 79315, 79328, 79340, 79356, 79371, 79384, 79393,
	79412, 79427, 79442, 79452, 79465, 79478, 79496, 79506, 79516, 79532, 79548, 79560,
	79576, 79586, 79597, 79608, 79619, 79629, 79647, 79662, 79671, 79681, 79689, 79700,
	79712, 79722, 79734, 79747, 79761, 79773, 79792, 79803, 79818, 79831, 79845, 79860,
	79877, 79889, 79901, 79911, 79934, 79947, 79959, 79970, 79981, 79995, 80007, 80022,
	80037, 80051, 80064, 80085, 80096, 80112, 80124, 80134, 80149, 80158, 80169, 80180,
	80196, 80209, 80228, 80245, 80263, 80294, 80306, 80318, 80332, 80345, 80360, 80370,
	80380, 80394, 80401, 80416, 80431, 80444, 80452, 80473, 80495, 80510, 80525, 80541,
	80555, 80567, 80578, 80589, 80597, 80608, 80619, 80630, 80648, 80666, 80676, 80688,
	80701, 80713, 80723, 80734, 80741, 80752, 80760, 80770, 80782, 80792, 80802, 80809,
	80817, 80829, 80838, 80851, 80862, 80872, 80885, 80900, 80912, 80922, 80937, 80949,
	80961, 80977, 81004, 81017, 81031, 81044, 81056, 81073, 81087, 81110, 81122, 81137,
	81156, 81169, 81182, 81196, 81211, 81232, 81254, 81265, 81277, 81292, 81304, 81315,
	81327, 81341, 81353, 81364, 81376, 81386, 81395, 81404, 81415, 81430, 81440, 81446,
	81460, 81472, 81484, 81496, 81508, 81521, 81531, 81544, 81555, 81567, 81579, 81592,
	81609, 81621, 81635, 81651, 81674, 81682, 81693, 81715, 81727, 81744, 81755, 81768,
	81780, 81790, 81805, 81821, 81835, 81849, 81858, 81870, 81888, 81900, 81918, 81938,
	81944, 81952, 81966, 81982, 82000, 82017, 82035, 82055, 82065, 82084, 82091, 82099,
	82119, 82140, 82153, 82164, 82186, 82197, 82212, 82229, 82240, 82255, 82265, 82284,
	82294, 82308, 82320, 82335, 82345, 82360, 82377, 82388, 82402, 82410, 82421, 82435,
	82449, 82459, 82471, 82489, 82506, 82521, 82537, 82550, 82563, 82576, 82588, 82596,
	82607, 82617, 82626, 82637, 82651, 82673, 82680, 82691, 82703, 82722, 82740, 82753,
	82764, 82783, 82796, 82805, 82818, 82834, 82850, 82865, 82882, 82896, 82911, 82925,
	82946, 82959, 82967, 82977, 82987, 83000, 83023, 83038, 83054, 83071, 83086, 83101,
	83111, 83121, 83133, 83146, 83156, 83172, 83194, 83204, 83234, 83246, 83259, 83269,
	83282, 83296, 83312, 83327, 83347, 83359, 83372, 83387, 83403, 83416, 83425, 83437,
	83447, 83456, 83467, 83475, 83487, 83497, 83510, 83521, 83531, 83546, 83561, 83576,
	83591, 83598, 83613, 83628, 83643, 83658, 83673, 83686, 83704, 83718, 83729, 83743,
	83759, 83778, 83789, 83813, 83828, 83841, 83853, 83865, 83882, 83899, 83916, 83932,
	83940, 83952, 83966, 83983, 83995, 84012, 84029, 84045, 84058, 84073, 84087, 84100,
	84115, 84128, 84138, 84149, 84165, 84178, 84192, 84206, 84219, 84232, 84243, 84253,
	84265, 84277, 84287, 84303, 84318, 84330, 84342, 84356, 84370, 84383, 84396, 84417,
	84431, 84447, 84464, 84480, 84493, 84502, 84515, 84533, 84546, 84563, 84573, 84584,
	84592, 84607, 84614, 84624, 84636, 84646, 84655, 84669, 84682, 84696, 84708, 84722,
	84736, 84745, 84760, 84786, 84798, 84812, 84826, 84840, 84857, 84875, 84889, 84903,
	84914, 84928, 84940, 84953, 84962, 84979, 85009, 85018, 85031, 85041, 85051, 85063,
	85073, 85087, 85104, 85113, 85125, 85135, 85145, 85151, 85165, 85171, 85185, 85196,
	85208, 85220, 85229, 85245, 85253, 85263, 85275, 85282, 85292, 85302, 85316, 85329,
	85339, 85349, 85359, 85369, 85383, 85389, 85403, 85410, 85423, 85432, 85445, 85459,
	85479, 85499, 85511, 85524, 85545, 85559, 85574, 85590, 85605, 85618, 85631, 85642,
	85651, 85662, 85676, 85689, 85699, 85709, 85722, 85729, 85745, 85764, 85780, 85794,
	85811, 85822, 85833, 85847, 85857, 85864, 85873, 85887, 85899, 85910, 85924, 85936,
	85944, 85955, 85968, 85982, 85997, 86022, 86033, 86046, 86060, 86072, 86087, 86103,
	86116, 86130, 86145, 86156, 86164, 86174, 86186, 86200, 86209, 86216, 86228, 86245,
	86258, 86269, 86279, 86287, 86296, 86306, 86336, 86344, 86356, 86370, 86384, 86393,
	86414, 86431, 86443, 86462, 86473, 86492, 86505, 86521, 86532, 86547, 86561, 86582,
	86603, 86613, 86627, 86642, 86661, 86672, 86698, 86713, 86727, 86740, 86750, 86763,
	86775, 86789, 86802, 86817, 86830, 86845, 86861, 86872, 86890, 86904, 86923, 86942,
	86952, 86962, 86979, 86989, 87007, 87019, 87031, 87043, 87056, 87068, 87082, 87098,
	87118, 87133, 87144, 87168, 87184, 87199, 87219, 87241, 87255, 87277, 87291, 87303,
	87318, 87331, 87345, 87359, 87373, 87384, 87390, 87401, 87412, 87426, 87448, 87467,
	87485, 87495, 87507, 87523, 87539, 87553, 87575, 87586, 87603, 87618, 87630, 87649,
	87662, 87672, 87689, 87708, 87717, 87725, 87742, 87753, 87763, 87774, 87784, 87791,
	87800, 87810, 87826, 87857, 87863, 87883, 87896, 87911, 87929, 87944, 87960, 87976,
	87987, 87998, 88012, 88027, 88040, 88051, 88061, 88079, 88094, 88110, 88124, 88136,
	88147, 88170, 88181, 88194, 88213, 88225, 88235, 88252, 88269, 88295, 88307, 88317,
	88327, 88333, 88343, 88353, 88376, 88386, 88398, 88408, 88420, 88434, 88446, 88463,
	88477, 88488, 88504, 88512, 88527, 88535, 88549, 88563, 88570, 88582, 88589, 88601,
	88614, 88628, 88639, 88647, 88662, 88672, 88683, 88691, 88702, 88712, 88726, 88736,
	88745, 88759, 88771, 88779, 88800, 88817, 88830, 88846, 88857, 88869, 88885, 88898,
	88915, 88926, 88936, 88951, 88966, 88982, 88996, 89011, 89033, 89047, 89059, 89075,
	89093, 89117, 89132, 89147, 89159, 89170, 89182, 89197, 89227, 89244, 89261, 89275,
	89290, 89303, 89314, 89333, 89347, 89359, 89371, 89381, 89392, 89410, 89422, 89440,
	89448, 89462, 89477, 89488, 89503, 89517, 89532, 89543, 89556, 89572, 89584, 89593,
	89610, 89624, 89637, 89653, 89662, 89676, 89689, 89704, 89721, 89731, 89748, 89760,
	89772, 89783, 89790, 89799, 89813, 89823, 89835, 89847, 89857, 89869, 89882, 89897,
	89915, 89926, 89937, 89952, 89968, 89983, 90000, 90018, 90037, 90055, 90066, 90086,
	90101, 90114, 90129, 90139, 90148, 90163, 90179, 90194, 90218, 90242, 90255, 90267,
	90278, 90291, 90304, 90313, 90324, 90337, 90350, 90375, 90387, 90402, 90418, 90433,
	90446, 90462, 90479, 90497, 90513, 90528, 90556, 90575, 90585, 90596, 90609, 90620,
	90636, 90649, 90659, 90671, 90687, 90700, 90712, 90723, 90735, 90748, 90762, 90781,
	90799, 90820, 90838, 90850, 90866, 90883, 90901, 90919, 90935, 90945, 90957, 90968,
	90976, 90991, 91005, 91016, 91033, 91048, 91059, 91075, 91088, 91106, 91121, 91137,
	91148, 91160, 91172, 91186, 91203, 91215, 91227, 91238, 91255, 91271, 91285, 91298,
	91313, 91328, 91353, 91371, 91384, 91401, 91413, 91425, 91437, 91450, 91468, 91480,
	91496, 91511, 91530, 91546, 91562, 91580, 91600, 91621, 91633, 91644, 91658, 91672,
	91684, 91696, 91706, 91719, 91729, 91737, 91750, 91761, 91776, 91789, 91799, 91819,
	91832, 91845, 91872, 91887, 91902, 91916, 91925, 91937, 91950, 91969, 91984, 91994,
	92004, 92025, 92044, 92057, 92070, 92086, 92099, 92113, 92124, 92146, 92165, 92172,
	92184, 92198, 92211, 92224, 92236, 92246, 92259, 92276, 92292, 92300, 92312, 92327,
	92338, 92352, 92367, 92391, 92401, 92414, 92434, 92444, 92458, 92470, 92484, 92498,
	92508, 92522, 92530, 92544, 92554, 92568, 92583, 92601, 92615, 92631, 92646, 92662,
	92677, 92693, 92709, 92718, 92732, 92755, 92768, 92787, 92800, 92815, 92826, 92842,
	92855, 92869, 92888, 92907, 92927, 92949, 92963, 92980, 92992, 92999, 93013, 93026,
	93036, 93048, 93063, 93077, 93091, 93107, 93122, 93139, 93154, 93169, 93188, 93201,
	93211, 93225, 93239, 93255, 93265, 93277, 93290, 93307, 93328, 93339, 93349, 93360,
	93374, 93388, 93399, 93411, 93425, 93438, 93450, 93463, 93473, 93504, 93516, 93527,
	93544, 93560, 93574, 93595, 93612, 93631, 93641, 93653, 93662, 93675, 93690, 93704,
	93715, 93727, 93746, 93764, 93779, 93792, 93806, 93815, 93824, 93834, 93844, 93861,
	93874, 93890, 93906, 93918, 93930, 93944, 93957, 93972, 93989, 94006, 94019, 94029,
	94040, 94057, 94070, 94080, 94092, 94106, 94119, 94132, 94141, 94160, 94172, 94182,
	94195, 94209, 94223, 94234, 94242, 94256, 94267, 94288, 94301, 94325, 94341, 94353,
	94368, 94385, 94399, 94414, 94429, 94446, 94456, 94465, 94473, 94485, 94493, 94502,
	94513, 94528, 94542, 94554, 94566, 94578, 94590, 94601, 94613, 94624, 94639, 94652,
	94663, 94675, 94686, 94699, 94711, 94730, 94745, 94760, 94775, 94787, 94801, 94812,
	94827, 94842, 94857, 94872, 94887, 94902, 94914, 94929, 94943, 94957, 94973, 94988,
	95003, 95015, 95032, 95051, 95064, 95076, 95090, 95104, 95114, 95123, 95135, 95148,
	95162, 95174, 95187, 95198, 95211, 95228, 95243, 95258, 95271, 95285, 95300, 95317,
	95336, 95350, 95362, 95376, 95386, 95396, 95406, 95416, 95431, 95445, 95461, 95486,
	95500, 95517, 95527, 95541, 95559, 95570, 95583, 95594, 95611, 95624, 95642, 95655,
	95678, 95697, 95704, 95718, 95730, 95740, 95752, 95764, 95775, 95787, 95797, 95807,
	95814, 95827, 95844, 95854, 95864, 95875, 95886, 95905, 95922, 95939, 95952, 95969,
	95991, 96007, 96020, 96034, 96050, 96062, 96076, 96088, 96101, 96113, 96125, 96144,
	96158, 96173, 96186, 96203, 96221, 96241, 96252, 96269, 96286, 96304, 96320, 96337,
	96353, 96369, 96388, 96404, 96417, 96432, 96447, 96470, 96483, 96495, 96507, 96527,
	96555, 96568, 96582, 96599, 96615, 96632, 96651, 96663, 96677, 96692, 96707, 96727,
	96743, 96756, 96769, 96784, 96801, 96816, 96826, 96837, 96855, 96872, 96884, 96894,
	96906, 96922, 96935, 96956, 96971, 96981, 96996, 97007, 97024, 97035, 97051, 97074,
	97093, 97108, 97123, 97140, 97154, 97168, 97184, 97196, 97217, 97244, 97258, 97285,
	97299, 97311, 97330, 97338, 97350, 97361, 97379, 97394, 97401, 97410, 97423, 97436,
	97454, 97469, 97481, 97496, 97518, 97533, 97552, 97562, 97572, 97582, 97592, 97602,
	97612, 97622, 97632, 97646, 97658, 97671, 97686, 97700, 97714, 97733, 97745, 97756,
	97770, 97792, 97803, 97816, 97838, 97858, 97877, 97887, 97896, 97908, 97920, 97929,
	97945, 97957, 97972, 97988, 98005, 98015, 98030, 98040, 98058, 98073, 98090, 98101,
	98114, 98130, 98142, 98156, 98169, 98181, 98194, 98207, 98222, 98240, 98255, 98273,
	98285, 98293, 98307, 98322, 98336, 98349, 98360, 98375, 98386, 98399, 98408, 98418,
	98429, 98441, 98453, 98466, 98481, 98504, 98514, 98528, 98538, 98548, 98558, 98585,
	98603, 98616, 98632, 98643, 98656, 98670, 98683, 98697, 98712, 98724, 98736, 98748,
	98756, 98774, 98784, 98797, 98806, 98820, 98833, 98845, 98858, 98873, 98889, 98900,
	98910, 98923, 98935, 98955, 98974, 98983, 99002, 99016, 99040, 99065, 99080, 99094,
	99108, 99121, 99138, 99161, 99174, 99188, 99202, 99216, 99232, 99245, 99267, 99282,
	99307, 99322, 99334, 99348, 99367, 99382, 99400, 99414, 99430, 99444, 99457, 99471,
	99488, 99505, 99520, 99535, 99551, 99565, 99577, 99591, 99603, 99615, 99627, 99639,
	99654, 99666, 99681, 99694, 99709, 99721, 99736, 99750, 99765, 99777, 99790, 99805,
	99817, 99833, 99847, 99861, 99878, 99893, 99907, 99922, 99939, 99953, 99967, 99981,
	99996, 100011, 100024, 100038, 100054, 100072, 100085, 100101, 100114, 100127, 100142,
	100165, 100180, 100199, 100224, 100243, 100261, 100285, 100304, 100329, 100345,
	100360, 100372, 100384, 100397, 100409, 100423, 100433, 100443, 100454, 100468,
	100483, 100500, 100515, 100526, 100540, 100553, 100567, 100578, 100589, 100604,
	100617, 100646, 100667, 100685, 100702, 100714, 100726, 100733, 100745, 100758,
	100772, 100789, 100804, 100817, 100839, 100861, 100873, 100891, 100904, 100920,
	100934, 100957, 100975, 100992, 101005, 101020, 101034, 101045, 101066, 101087,
	101115, 101133, 101146, 101163, 101191, 101208, 101225, 101244, 101261, 101282,
	101291, 101316, 101334, 101351, 101367, 101384, 101392, 101402, 101418, 101431,
	101445, 101466, 101480, 101505, 101518, 101529, 101545, 101557, 101566, 101582,
	101604, 101627, 101638, 101649, 101659, 101670, 101681, 101693, 101713, 101739,
	101757, 101777, 101788, 101800, 101811, 101823, 101835, 101855, 101871, 101884,
	101913, 101925, 101938, 101948, 101964, 101974, 101981, 101995, 102008, 102024,
	102040, 102060, 102076, 102091, 102108, 102121, 102133, 102144, 102159, 102175,
	102193, 102208, 102219, 102230, 102243, 102272, 102287, 102302, 102313, 102324,
	102338, 102352, 102362, 102374, 102390, 102402, 102413, 102420, 102433, 102471,
	102487, 102496, 102508, 102517, 102526, 102536, 102549, 102558, 102567, 102578,
	102587, 102596, 102605, 102616, 102627, 102638, 102649, 102660, 102671, 102682,
	102693, 102704, 102720, 102732, 102744, 102755, 102765, 102776, 102790, 102801,
	102813, 102822, 102834, 102846, 102861, 102875, 102887, 102902, 102913, 102923,
	102936, 102952, 102963, 102973, 102983, 102992, 103001, 103014, 103027, 103038,
	103050, 103062, 103075, 103088, 103101, 103119, 103135, 103147, 103162, 103173,
	103182, 103201, 103215, 103222, 103234, 103249, 103265, 103282, 103294, 103302,
	103320, 103330, 103342, 103354, 103372, 103385, 103398, 103411, 103431, 103446,
	103458, 103469, 103484, 103496, 103506, 103518, 103535, 103547, 103559, 103567,
	103581, 103600, 103615, 103629, 103641, 103656, 103672, 103683, 103693, 103708,
	103717, 103729, 103739, 103749, 103759, 103772, 103788, 103806, 103827, 103843,
	103860, 103879, 103896, 103908, 103926, 103942, 103958, 103971, 103986, 104000,
	104014, 104029, 104043, 104057, 104071, 104085, 104099, 104126, 104139, 104153,
	104167, 104181, 104198, 104213, 104227, 104241, 104256, 104271, 104284, 104298,
	104311, 104324, 104337, 104350, 104363, 104376, 104390, 104404, 104417, 104430,
	104446, 104468, 104483, 104498, 104513, 104523, 104543, 104563, 104577, 104588,
	104598, 104608, 104618, 104636, 104651, 104660, 104675, 104689, 104697, 104707,
	104729, 104742, 104756, 104770, 104786, 104799, 104810, 104823, 104848, 104866,
	104883, 104901, 104919, 104933, 104946, 104969, 104984, 105002, 105016, 105030,
	105051, 105064, 105076, 105087, 105098, 105112, 105123, 105135, 105151, 105161,
	105176, 105186, 105202, 105213, 105225, 105246, 105260, 105277, 105288, 105301,
	105311, 105323, 105336, 105349, 105360, 105371, 105382, 105394, 105410, 105427,
	105442, 105457, 105473, 105487, 105497, 105508, 105520, 105532, 105544, 105571,
	105580, 105595, 105614, 105628, 105645, 105659, 105669, 105677, 105694, 105702,
	105712, 105722, 105731, 105741, 105755, 105767, 105780, 105787, 105796, 105808,
	105828, 105842, 105855, 105870, 105887, 105894, 105907, 105924, 105933, 105941,
	105953, 105960, 105975, 105981, 105990, 106000, 106008, 106019, 106031, 106041,
	106052, 106069, 106087, 106102, 106118, 106131, 106145, 106162, 106170, 106180,
	106189, 106199, 106211, 106226, 106243, 106251, 106266, 106283, 106293, 106306,
	106318, 106331, 106348, 106374, 106388, 106402, 106412, 106425, 106445, 106455,
	106465, 106478, 106492, 106504, 106522, 106536, 106547, 106558, 106570, 106587,
	106601, 106616, 106626, 106636, 106645, 106651, 106657, 106664, 106675, 106689,
	106699, 106707, 106720, 106736, 106746, 106766, 106782, 106798, 106814, 106830,
	106846, 106854, 106865, 106884, 106900, 106917, 106935, 106952, 106962, 106975,
	106981, 106989, 107000, 107007, 107015, 107027, 107037, 107047, 107055, 107066,
	107074, 107082, 107091, 107102, 107112, 107126, 107137, 107151, 107164, 107180,
	107202, 107212, 107225, 107234, 107244, 107254, 107264, 107274, 107284, 107291,
	107301, 107310, 107321, 107331, 107348, 107361, 107374, 107386, 107406, 107421,
	107434, 107446, 107459, 107473, 107480, 107494, 107514, 107526, 107540, 107559,
	107577, 107585, 107593, 107601, 107609, 107617, 107629, 107641, 107653, 107665,
	107677, 107690, 107707, 107724, 107739, 107755, 107773, 107789, 107803, 107821,
	107838, 107849, 107860, 107873, 107891, 107899, 107907, 107921, 107932, 107940,
	107952, 107965, 107973, 107987, 108000, 108018, 108037, 108050, 108063, 108077,
	108087, 108100, 108114, 108133, 108152, 108165, 108185, 108201, 108213, 108226,
	108243, 108260, 108274, 108292, 108310, 108328, 108341, 108358, 108370, 108386,
	108400, 108414, 108427, 108439, 108454, 108467, 108479, 108494, 108504, 108522,
	108533, 108546, 108557, 108567, 108577, 108587, 108602, 108614, 108628, 108643,
	108661, 108673, 108685, 108697, 108709, 108721, 108733, 108746, 108766, 108782,
	108801, 108815, 108834, 108855, 108864, 108878, 108892, 108901, 108913, 108923,
	108931, 108942, 108950, 108961, 108970, 108982, 108992, 109000, 109011, 109026,
	109037, 109046, 109054, 109065, 109078, 109088, 109106, 109120, 109130, 109144,
	109156, 109167, 109178, 109187, 109200, 109217, 109229, 109239, 109255, 109278,
	109290, 109303, 109315, 109325, 109335, 109347, 109359, 109373, 109384, 109394,
	109407, 109419, 109436, 109450, 109464, 109475, 109482, 109491, 109503, 109513,
	109523, 109534, 109549, 109569, 109579, 109589, 109606, 109619, 109633, 109643,
	109653, 109664, 109678, 109688, 109696, 109706, 109716, 109738, 109746, 109756,
	109769, 109781, 109794, 109805, 109817, 109830, 109839, 109852, 109869, 109880,
	109898, 109917, 109930, 109941, 109960, 109971, 109984, 109996, 110006, 110019,
	110038, 110047, 110066, 110086, 110097, 110118, 110133, 110147, 110160, 110175,
	110191, 110210, 110227, 110240, 110263, 110277, 110291, 110328, 110344, 110360,
	110388, 110398, 110412, 110425, 110439, 110451, 110462, 110471, 110484, 110501,
	110518, 110532, 110549, 110562, 110574, 110590, 110605, 110620, 110635, 110652,
	110673, 110685, 110698, 110713, 110726, 110740, 110754, 110766, 110779, 110794,
	110805, 110817, 110828, 110845, 110853, 110864, 110871, 110883, 110894, 110906,
	110913, 110931, 110947, 110974, 111000, 111017, 111034, 111052, 111070, 111088,
	111105, 111121, 111139, 111156, 111173, 111197, 111212, 111229, 111245, 111261,
	111281, 111295, 111310, 111325, 111342, 111354, 111365, 111383, 111412, 111422,
	111433, 111446, 111461, 111471, 111490, 111509, 111521, 111532, 111540, 111549,
	111567, 111584, 111595, 111611, 111624, 111644, 111657, 111670, 111681, 111694,
	111712, 111728, 111753, 111770, 111780, 111791, 111807, 111831, 111844, 111860,
	111870, 111881, 111891, 111905, 111917, 111928, 111945, 111957, 111970, 111990,
	112011, 112021, 112038, 112053, 112064, 112076, 112092, 112109, 112122, 112140,
	112149, 112162, 112171, 112181, 112190, 112201, 112211, 112222, 112235, 112247,
	112257, 112269, 112282, 112294, 112305, 112318, 112333, 112345, 112364, 112380,
	112395, 112413, 112429, 112453, 112464, 112471, 112486, 112496, 112507, 112521,
	112530, 112536, 112545, 112553, 112563, 112583, 112593, 112605, 112617, 112628,
	112645, 112655, 112665, 112675, 112689, 112698, 112712, 112722, 112733, 112743,
	112756, 112766, 112774, 112785, 112795, 112806, 112817, 112826, 112838, 112849,
	112859, 112871, 112882, 112895, 112905, 112913, 112922, 112930, 112944, 112955,
	112964, 112974, 112985, 112998, 113011, 113028, 113040, 113050, 113058, 113070,
	113079, 113090, 113104, 113114, 113123, 113138, 113152, 113166, 113175, 113186,
	113195, 113209, 113219, 113229, 113240, 113251, 113261, 113276, 113289, 113298,
	113308, 113318, 113326, 113337, 113349, 113363, 113370, 113385, 113401, 113418,
	113435, 113455, 113467, 113475, 113487, 113498, 113509, 113522, 113535, 113551,
	113564, 113575, 113588, 113597, 113604, 113615, 113621, 113631, 113642, 113654,
	113665, 113677, 113687, 113700, 113711, 113727, 113750, 113764, 113781, 113825,
	113844, 113864, 113879, 113896, 113909, 113919, 113931, 113939, 113953, 113962,
	113975, 113988, 114001, 114016, 114024, 114035, 114048, 114065, 114083, 114102,
	114114, 114123, 114130, 114137, 114152, 114161, 114168, 114181, 114201, 114215,
	114228, 114237, 114245, 114256, 114265, 114274, 114286, 114295, 114307, 114316,
	114328, 114338, 114353, 114363, 114375, 114392, 114404, 114416, 114427, 114436,
	114449, 114466, 114479, 114493, 114504, 114513, 114526, 114540, 114548, 114557,
	114578, 114585, 114593, 114599, 114607, 114618, 114627, 114637, 114653, 114670,
	114677, 114689, 114702, 114715, 114727, 114735, 114749, 114762, 114774, 114789,
	114802, 114811, 114823, 114837, 114851, 114861, 114869, 114883, 114893, 114904,
	114918, 114930, 114943, 114955, 114962, 114974, 114985, 114996, 115011, 115034,
	115046, 115064, 115078, 115100, 115124, 115138, 115152, 115166, 115180, 115193,
	115210, 115221, 115234, 115251, 115265, 115274, 115286, 115301, 115314, 115337,
	115349, 115361, 115382, 115394, 115438, 115473, 115508, 115547, 115590, 115631,
	115676, 115717, 115757, 115801, 115847, 115860, 115870, 115884, 115896, 115907,
	115921, 115932, 115942, 115951, 115962, 115972, 115982, 115993, 116010, 116017,
	116033, 116042, 116055, 116068, 116082, 116098, 116107, 116117, 116129, 116140,
	116165, 116175, 116184, 116196, 116209, 116224, 116239, 116250, 116259, 116272,
	116282, 116293, 116300, 116313, 116320, 116328, 116335, 116344, 116356, 116366,
	116378, 116390, 116405, 116417, 116429, 116448, 116462, 116472, 116483, 116496,
	116507, 116519, 116528, 116540, 116550, 116561, 116567, 116578, 116588, 116603,
	116622, 116637, 116651, 116665, 116676, 116688, 116700, 116713, 116726, 116741,
	116754, 116762, 116782, 116796, 116808, 116821, 116833, 116846, 116863, 116878,
	116893, 116903, 116921, 116934, 116948, 116959, 116972, 116986, 116993, 117005,
	117016, 117031, 117041, 117053, 117062, 117077, 117093, 117101, 117114, 117124,
	117137, 117147, 117159, 117169, 117179, 117192, 117202, 117214, 117226, 117238,
	117252, 117264, 117275, 117291, 117301, 117316, 117327, 117338, 117349, 117363,
	117373, 117383, 117394, 117403, 117414, 117426, 117437, 117448, 117462, 117471,
	117482, 117491, 117500, 117516, 117528, 117542, 117552, 117565, 117574, 117587,
	117600, 117612, 117619, 117629, 117637, 117667, 117697, 117726, 117756, 117786,
	117816, 117846, 117876, 117906, 117936, 117966, 117996, 118025, 118054, 118084,
	118114, 118144, 118174, 118204, 118233, 118299,
};

/* clang-format on */
