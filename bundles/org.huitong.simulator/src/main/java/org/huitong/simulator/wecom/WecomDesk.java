// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.wecom;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.simulator.Account;
import org.huitong.simulator.Card;
import org.huitong.simulator.Cards;
import org.huitong.simulator.Cloakroom;
import org.huitong.simulator.Groups;
import org.huitong.simulator.Lobby;
import org.huitong.simulator.LoginPage;
import org.huitong.simulator.Seal;
import org.huitong.simulator.SendDesk;
import org.huitong.simulator.day.Person;
import org.huitong.simulator.demo.Staff;

/** WeCom's interfaces: always status 200, success that may have reached nobody, and a token that ends under two codes. */
public final class WecomDesk implements SendDesk {
    private static final long SMALLEST = 5;
    private static final long LARGEST = 20L << 20;
    private static final long LARGEST_PICTURE = 10L << 20;

    private final Account account;
    private final Heard heard;
    private final List<String> members;
    private final LoginPage page;
    private final Cloakroom cloakroom = new Cloakroom(Duration.ofDays(3));
    private final WecomCards cards;
    private final Groups groups = new Groups();
    private final Staff staff;
    private final WecomBook book;
    private final Lobby lobby = new Lobby(100, Duration.ofSeconds(1));

    /** @param members who works there */
    public WecomDesk(Account account, List<Person> members, Cards cards, Heard heard) {
        this.cards = new WecomCards(cards);
        this.account = account;
        this.members = members.stream().map(Person::id).toList();
        this.page = new LoginPage("企业微信 WeCom", "code", members);
        this.staff = Staff.of(members, "wecom");
        this.book = new WecomBook(staff);
        this.heard = heard;
    }

    @Override
    public Answered take(Asked asked, Instant now) {
        return switch (asked.path()) {
            case "/cgi-bin/gettoken" -> token(asked, now);
            case "/cgi-bin/message/send" -> send(asked, now);
            case "/cgi-bin/message/recall" -> recalled(asked, now);
            case "/cgi-bin/message/update_template_card" -> change(asked, now);
            case "/cgi-bin/appchat/send" -> group(asked, now);
            case "/cgi-bin/appchat/create" -> opened(asked, now);
            case "/cgi-bin/appchat/update" -> changed(asked, now);
            case "/cgi-bin/media/get" -> media(asked, now);
            case "/connect/oauth2/authorize", "/wwlogin/sso/login" -> page.show(asked, now);
            case "/cgi-bin/auth/getuserinfo" -> visitor(asked, now);
            case "/cgi-bin/media/upload" -> upload(asked, now);
            case WecomDetails.PATH -> approval(asked, now);
            default -> WecomBook.tells(asked.path()) ? directory(asked, now) : said(40066, "invalid url");
        };
    }

    private Answered directory(Asked asked, Instant now) {
        Answered refused = refused(asked, now);
        return refused == null ? book.tell(asked) : refused;
    }

    private Answered approval(Asked asked, Instant now) {
        Answered refused = refused(asked, now);
        return refused == null ? WecomDetails.tell(asked) : refused;
    }

    private Answered token(Asked asked, Instant now) {
        boolean known = asked.query().getOrDefault("corpid", "").equals(account.get("corpId"))
                && asked.query().getOrDefault("corpsecret", "").equals(account.get("secret"));
        return known
                ? Answered.json(
                        200,
                        "errcode",
                        0,
                        "errmsg",
                        "ok",
                        "access_token",
                        lobby.token(now),
                        "expires_in",
                        Lobby.seconds())
                : said(40001, "invalid credential");
    }

    private Answered send(Asked asked, Instant now) {
        Answered refused = refused(asked, now);
        if (refused != null) {
            return refused;
        }
        String user = asked.text("touser");
        if (!members.contains(user) && staff.worker(user).isEmpty()) {
            return said(81013, "user & party & tag all invalid");
        }
        if (asked.text("msgtype").equals("template_card")) {
            Optional<Card> card = cards.lay(Cards.read(asked.body()).at("template_card"), now);
            card.ifPresent(laid -> heard.laid("wecom", user, laid));
            return card.map(laid -> taken(now, "response_code", cards.word(laid.id(), now)))
                    .orElseGet(() -> said(40058, "invalid template_card"));
        }
        Optional<String> words = words(asked, now);
        if (words.isEmpty()) {
            return said(40007, "invalid media_id");
        }
        heard.said("wecom", "", user, words.get());
        return taken(now);
    }

    private Answered taken(Instant now, Object... more) {
        String id = lobby.take("", "msg" + Seal.word(20), now);
        List<Object> told = new ArrayList<>(List.of("errcode", 0, "errmsg", "ok", "invaliduser", "", "msgid", id));
        told.addAll(List.of(more));
        return Answered.json(200, told.toArray());
    }

    private Answered change(Asked asked, Instant now) {
        Answered refused = refused(asked, now);
        if (refused != null) {
            return refused;
        }
        return cards.change(
                        asked.text("response_code"), Cards.read(asked.body()).at("template_card"), now)
                ? Answered.json(200, "errcode", 0, "errmsg", "ok", "invaliduser", List.of())
                : said(40058, "invalid response_code or template_card");
    }

    private Answered recalled(Asked asked, Instant now) {
        Answered refused = refused(asked, now);
        if (refused != null) {
            return refused;
        }
        return lobby.recall(asked.text("msgid")) ? said(0, "ok") : said(40058, "invalid msgid");
    }

    private Answered group(Asked asked, Instant now) {
        Answered refused = refused(asked, now);
        if (refused != null) {
            return refused;
        }
        Optional<String> words = words(asked, now);
        if (words.isEmpty()) {
            return said(40007, "invalid media_id");
        }
        heard.said("wecom", asked.text("chatid"), "", words.get());
        return said(0, "ok");
    }

    /** A name that we gave is given once. */
    private Answered opened(Asked asked, Instant now) {
        Answered refused = refused(asked, now);
        if (refused != null) {
            return refused;
        }
        String wanted = asked.text("chatid");
        if (groups.isThere(wanted)) {
            return said(86215, "chatid already exists");
        }
        String id = groups.open("", wanted.isEmpty() ? "wr" + Seal.word(20) : wanted, asked.text("name"));
        return Answered.json(200, "errcode", 0, "errmsg", "ok", "chatid", id);
    }

    private Answered changed(Asked asked, Instant now) {
        Answered refused = refused(asked, now);
        if (refused != null) {
            return refused;
        }
        return groups.change(asked.text("chatid"), asked.text("name")) ? said(0, "ok") : said(86003, "invalid chatid");
    }

    private Answered media(Asked asked, Instant now) {
        Answered refused = refused(asked, now);
        return refused == null ? Answered.file(asked.query().getOrDefault("media_id", "")) : refused;
    }

    private Answered visitor(Asked asked, Instant now) {
        Answered refused = refused(asked, now);
        if (refused != null) {
            return refused;
        }
        return page.redeem(asked.query().getOrDefault("code", ""), now)
                .map(id -> Answered.json(200, "errcode", 0, "errmsg", "ok", "userid", id))
                .orElseGet(() -> said(40029, "invalid code"));
    }

    /** As the platform has it: {@code created_at} is a text. */
    private Answered upload(Asked asked, Instant now) {
        Answered refused = refused(asked, now);
        if (refused != null) {
            return refused;
        }
        Optional<Cloakroom.Parcel> parcel =
                Cloakroom.parcel(asked).filter(p -> p.field().equals("media"));
        if (parcel.isEmpty()) {
            return said(41005, "media data missing");
        }
        String type = asked.query().getOrDefault("type", "");
        boolean picture = type.equals("image");
        if (!picture && !type.equals("file")) {
            return said(40004, "invalid media type");
        }
        long bytes = parcel.get().bytes();
        if (bytes <= SMALLEST || bytes > (picture ? LARGEST_PICTURE : LARGEST)) {
            return picture ? said(40009, "invalid image size") : said(40006, "invalid media size");
        }
        return Answered.json(
                200,
                "errcode",
                0,
                "errmsg",
                "ok",
                "type",
                type,
                "media_id",
                cloakroom.put("3" + Seal.word(40), parcel.get(), now),
                "created_at",
                Long.toString(now.getEpochSecond()));
    }

    private Answered refused(Asked asked, Instant now) {
        if (!lobby.isToken(asked.query().getOrDefault("access_token", ""), now)) {
            return said(40014, "invalid access_token");
        }
        return lobby.admits(now) ? null : said(45009, "api freq out of limit");
    }

    private Optional<String> words(Asked asked, Instant now) {
        String media = asked.text("media_id");
        return media.isEmpty() ? Optional.of(asked.text("content")) : cloakroom.words(media, now);
    }

    private static Answered said(int code, String message) {
        return Answered.json(200, "errcode", code, "errmsg", message);
    }
}
