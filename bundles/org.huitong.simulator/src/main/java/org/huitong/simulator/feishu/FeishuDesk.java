// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.feishu;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
import org.huitong.simulator.Text;
import org.huitong.simulator.Todos;
import org.huitong.simulator.day.Person;
import org.huitong.simulator.demo.Staff;

/** Feishu's interfaces: the same key is the same message, and who asks too often is told how long to wait in a header. */
public final class FeishuDesk implements SendDesk {
    private static final String MESSAGES = "/open-apis/im/v1/messages";

    private static final String TASKS = "/open-apis/task/v2/tasks";

    private static final String CHATS = "/open-apis/im/v1/chats";

    private static final String FILES = "/open-apis/im/v1/files";
    private static final String IMAGES = "/open-apis/im/v1/images";
    private static final long LARGEST = 30L << 20;
    private static final long LARGEST_PICTURE = 10L << 20;

    private final Account account;
    private final FeishuStreams streams;
    private final String address;
    private final Heard heard;
    private final LoginPage page;
    private final Cloakroom cloakroom = new Cloakroom(Duration.ofDays(365));
    private final FeishuCards cards;
    private final FeishuCentre centre = new FeishuCentre();
    private final Groups groups = new Groups();
    private final FeishuBook book;
    private final Todos todos = new Todos();
    private final Lobby lobby = new Lobby(50, Duration.ofSeconds(1));

    /** @param address where those connect who want to stay */
    public FeishuDesk(
            Account account, FeishuStreams streams, String address, List<Person> people, Cards cards, Heard heard) {
        this.cards = new FeishuCards(cards);
        this.page = new LoginPage("飞书 Feishu", "code", people);
        this.book = new FeishuBook(Staff.of(people, "feishu"), FeishuSide.tenant(account));
        this.account = account;
        this.streams = streams;
        this.address = address;
        this.heard = heard;
    }

    @Override
    public Answered take(Asked asked, Instant now) {
        if (asked.path().equals("/open-apis/auth/v3/tenant_access_token/internal")) {
            return token(asked, now);
        }
        if (asked.path().equals("/callback/ws/endpoint")) {
            return streams.open(asked, address)
                    .map(data -> Answered.json(200, "code", 0, "msg", "success", "data", data))
                    .orElseGet(() -> said(200, 514, "auth failed"));
        }
        if (asked.path().equals("/open-apis/authen/v1/authorize")) {
            return page.show(asked, now);
        }
        if (asked.path().equals("/open-apis/authen/v2/oauth/token")) {
            return personal(asked, now);
        }
        if (asked.path().equals("/open-apis/authen/v1/user_info")) {
            return info(asked, now);
        }
        if (asked.path().equals("/files/sent")) {
            return Answered.file(asked.query().getOrDefault("code", ""));
        }
        if (!lobby.isToken(asked.headers().getOrDefault("authorization", "").replace("Bearer ", ""), now)) {
            return said(400, 99991663, "Invalid access token for authorization");
        }
        if (!lobby.admits(now)) {
            return new Answered(
                    429,
                    Map.of("x-ogw-ratelimit-reset", "1"),
                    Text.json(Text.map("code", 99991400, "msg", "request trigger frequency limit")));
        }
        if (FeishuBook.tells(asked.path())) {
            return book.tell(asked);
        }
        if (asked.path().startsWith(CHATS)) {
            return group(asked);
        }
        if (asked.path().equals(FILES)) {
            return upload(asked, "file", LARGEST, now);
        }
        if (asked.path().equals(IMAGES)) {
            return upload(asked, "image", LARGEST_PICTURE, now);
        }
        if (asked.path().equals(MESSAGES)) {
            return send(asked, now);
        }
        if (asked.path().equals(TASKS) || asked.path().startsWith(TASKS + "/")) {
            String guid = asked.path().length() > TASKS.length() ? asked.path().substring(TASKS.length() + 1) : "";
            return todos.feishu(asked, guid, (where, room, who, text) -> heard.said(where, room, person(who), text));
        }
        if (asked.path().equals("/open-apis/approval/v4/external_instances")) {
            return instance(asked);
        }
        if (asked.path().startsWith(FeishuInstances.PATH)) {
            return FeishuInstances.tell(asked.path().substring(FeishuInstances.PATH.length()), account.get("baseUrl"));
        }
        if (asked.method().equals("DELETE") && asked.path().startsWith(MESSAGES + "/")) {
            return lobby.recall(asked.path().substring(MESSAGES.length() + 1))
                    ? Answered.json(200, "code", 0, "msg", "success", "data", Text.map())
                    : said(400, 230011, "The message was recalled.");
        }
        if (asked.method().equals("PATCH") && asked.path().startsWith(MESSAGES + "/")) {
            return cards.change(asked.path().substring(MESSAGES.length() + 1), asked.text("content"))
                    ? Answered.json(200, "code", 0, "msg", "success", "data", Text.map())
                    : said(400, 230001, "Your request contains an invalid request parameter.");
        }
        if (asked.path().startsWith(MESSAGES + "/") && asked.path().endsWith("/read_users")) {
            String id =
                    asked.path().substring(MESSAGES.length() + 1, asked.path().length() - "/read_users".length());
            boolean read = lobby.stage(id, now) == Lobby.Stage.READ;
            return Answered.json(
                    200,
                    "code",
                    0,
                    "msg",
                    "success",
                    "data",
                    Text.map("items", read ? List.of(Text.map("user_id", "ou_reader")) : List.of()));
        }
        if (asked.path().startsWith(MESSAGES + "/") && asked.path().contains("/resources/")) {
            return Answered.file(asked.path().substring(asked.path().lastIndexOf('/') + 1));
        }
        return said(404, 99991404, "not found");
    }

    private Answered instance(Asked asked) {
        List<String> fresh = centre.take(asked, account.get("approvalCode"));
        if (fresh == null) {
            return said(400, 1390002, "approval code not found");
        }
        fresh.forEach(id -> heard.said("feishu", "", person(id), "［审批中心］" + asked.text("value")));
        return Answered.json(200, "code", 0, "msg", "success", "data", Text.map());
    }

    /** Whoever is named is taken; of a group that is not there it is said. */
    private Answered group(Asked asked) {
        if (asked.path().equals(CHATS)) {
            String key = asked.query().getOrDefault("uuid", "");
            String id = groups.open(key, "oc_made" + Seal.word(20), asked.text("name"));
            return Answered.json(200, "code", 0, "msg", "success", "data", Text.map("chat_id", id));
        }
        String id = asked.path().substring(CHATS.length() + 1).replaceFirst("/members$", "");
        return groups.change(id, asked.text("name"))
                ? Answered.json(200, "code", 0, "msg", "success", "data", Text.map("invalid_id_list", List.of()))
                : said(400, 232006, "Your request specifies a chat_id which is invalid.");
    }

    private Answered token(Asked asked, Instant now) {
        boolean known = asked.text("app_id").equals(account.get("appId"))
                && asked.text("app_secret").equals(account.get("appSecret"));
        return known
                ? Answered.json(
                        200, "code", 0, "msg", "ok", "tenant_access_token", lobby.token(now), "expire", Lobby.seconds())
                : said(200, 10014, "app secret invalid");
    }

    private Answered personal(Asked asked, Instant now) {
        boolean known = asked.text("client_id").equals(account.get("appId"))
                && asked.text("client_secret").equals(account.get("appSecret"));
        if (!known) {
            return Answered.json(400, "code", 20002, "error", "invalid_client");
        }
        if (!page.isProven(asked.text("code"), asked.text("code_verifier"))) {
            return Answered.json(400, "code", 20049, "error", "invalid_grant");
        }
        return page.redeem(asked.text("code"), now)
                .map(id -> Answered.json(
                        200,
                        "code",
                        0,
                        "access_token",
                        page.token(id, now),
                        "expires_in",
                        7_200,
                        "token_type",
                        "Bearer"))
                .orElseGet(() -> Answered.json(400, "code", 20003, "error", "invalid_grant"));
    }

    private Answered info(Asked asked, Instant now) {
        return page.holder(asked.headers().getOrDefault("authorization", "").replace("Bearer ", ""), now)
                .map(id -> Answered.json(
                        200,
                        "code",
                        0,
                        "msg",
                        "success",
                        "data",
                        Text.map(
                                "open_id",
                                "ou_" + id,
                                "union_id",
                                "on_" + id,
                                "user_id",
                                id,
                                "tenant_key",
                                FeishuSide.tenant(account))))
                .orElseGet(() -> said(400, 20005, "The user access token passed is invalid"));
    }

    private Answered upload(Asked asked, String field, long largest, Instant now) {
        Optional<Cloakroom.Parcel> parcel =
                Cloakroom.parcel(asked).filter(p -> p.field().equals(field));
        if (parcel.isEmpty()) {
            return said(400, 234001, "Invalid request param.");
        }
        if (parcel.get().bytes() == 0) {
            return said(400, 234010, "File's size can't be 0.");
        }
        if (parcel.get().bytes() > largest) {
            return said(400, 234006, "The file size exceed the max value.");
        }
        String key = cloakroom.put((field.equals("file") ? "file_v3_" : "img_v3_") + Seal.word(24), parcel.get(), now);
        return Answered.json(200, "code", 0, "msg", "success", "data", Text.map(field + "_key", key));
    }

    private Answered send(Asked asked, Instant now) {
        String fresh = "om_sent" + Seal.word(20);
        String id = lobby.take(asked.text("uuid"), fresh, now);
        if (id.equals(fresh)) {
            Asked inner = asked.within("content");
            String key = inner.text("file_key").isEmpty() ? inner.text("image_key") : inner.text("file_key");
            Optional<String> file = cloakroom.words(key, now);
            if (!key.isEmpty() && file.isEmpty()) {
                return said(400, 230001, "Your request contains an invalid request parameter: file_key");
            }
            boolean chat = "chat_id".equals(asked.query().get("receive_id_type"));
            String to = asked.text("receive_id");
            Optional<Card> card = cards.lay(id, asked.text("content"));
            if (card.isPresent() && !chat) {
                heard.laid("feishu", person(to), card.get());
                return taken(id);
            }
            String words =
                    file.orElseGet(() -> inner.text("text").isEmpty() ? inner.text("content") : inner.text("text"));
            heard.said("feishu", chat ? to : "", chat ? "" : person(to), words);
        }
        return taken(id);
    }

    /** Where people find what they have to do. */
    public Todos todos() {
        return todos;
    }

    private static String person(String id) {
        return id.replaceFirst("^o[un]_", "");
    }

    private static Answered taken(String id) {
        return Answered.json(200, "code", 0, "msg", "success", "data", Text.map("message_id", id));
    }

    private static Answered said(int status, int code, String message) {
        return Answered.json(status, "code", code, "msg", message);
    }
}
