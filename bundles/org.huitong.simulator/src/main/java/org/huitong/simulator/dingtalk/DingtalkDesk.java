// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.dingtalk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.kit.parse.Json;
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

/** DingTalk's interfaces of today and of yesterday: two shapes of errors, and a work notice that says yes too early. */
public final class DingtalkDesk implements SendDesk {
    static final String UNION = "union-";
    private static final String TODO = "/v1.0/todo/users/";
    private static final long LARGEST = 20L << 20;
    private static final String TOKEN = "x-acs-dingtalk-access-token";

    private final Account account;
    private final DingtalkStreams streams;
    private final String address;
    private final Heard heard;
    private final LoginPage page;
    private final Cloakroom cloakroom = new Cloakroom(Duration.ofDays(365));
    private final DingtalkCards cards;
    private final Groups groups = new Groups();
    private final DingtalkBook book;
    private final Todos todos = new Todos();
    private final DingtalkCentre centre;
    private final Lobby lobby = new Lobby(20, Duration.ofSeconds(1));

    /** @param address where those connect who want to stay */
    public DingtalkDesk(
            Account account, DingtalkStreams streams, String address, List<Person> people, Cards cards, Heard heard) {
        this.cards = new DingtalkCards(account, cards);
        this.page = new LoginPage("钉钉 DingTalk", "authCode", people);
        Staff staff = Staff.of(people, "dingtalk");
        this.book = new DingtalkBook(staff);
        this.centre = new DingtalkCentre(staff);
        this.account = account;
        this.streams = streams;
        this.address = address;
        this.heard = heard;
    }

    @Override
    public Answered take(Asked asked, Instant now) {
        if (centre.tells(asked)) {
            return lobby.isToken(asked.headers().getOrDefault(TOKEN, ""), now)
                    ? centre.tell(asked, now, heard)
                    : refused(401, "InvalidAuthentication", "不合法的access_token");
        }
        return switch (asked.path()) {
            case "/v1.0/gateway/connections/open" -> stream(asked);
            case "/v1.0/oauth2/accessToken" -> token(asked, now);
            case "/v1.0/robot/oToMessages/batchSend", "/v1.0/robot/groupMessages/send" -> robot(asked, now);
            case "/v1.0/card/instances/createAndDeliver", "/v1.0/card/instances" -> card(asked, now);
            case "/v1.0/im/sceneGroup/create",
                    "/v1.0/im/sceneGroup/update",
                    "/v1.0/im/sceneGroup/member/add",
                    "/v1.0/im/sceneGroup/member/delete" -> group(asked, now);
            case "/v1.0/robot/otoMessages/batchRecall", "/v1.0/robot/groupMessages/recall" -> recalled(asked, now);
            case "/v1.0/robot/oToMessages/readStatus" -> status(asked, now);
            case "/v1.0/robot/messageFiles/download" -> download(asked, now);
            case "/media/upload" -> upload(asked, now);
            case "/files/sent" -> Answered.file(asked.query().getOrDefault("code", ""));
            case "/topapi/message/corpconversation/asyncsend_v2" -> notice(asked, now);
            case "/topapi/message/corpconversation/getsendresult" -> result(asked, now);
            case "/oauth2/auth" -> page.show(asked, now);
            case "/v1.0/oauth2/userAccessToken" -> personal(asked, now);
            case "/v1.0/contact/users/me" -> me(asked, now);
            case "/topapi/user/getbyunionid" -> staff(asked, now);
            case "/v1.0/contact/orgAccounts/disable" -> lobby.isToken(
                            asked.headers().getOrDefault(TOKEN, ""), now)
                    ? book.disable(asked)
                    : refused(401, "InvalidAuthentication", "不合法的access_token");
            case "/v1.0/workflow/processInstances",
                    "/v1.0/workflow/processInstances/spaces/files/urls/download" -> lobby.isToken(
                            asked.headers().getOrDefault(TOKEN, ""), now)
                    ? DingtalkForms.tell(asked, account.get("baseUrl"))
                    : refused(401, "InvalidAuthentication", "不合法的access_token");
            case "/call_back/get_call_back_failed_result" -> missed(asked, now);
            default -> asked.path().startsWith(TODO)
                    ? todo(asked, now)
                    : DingtalkBook.tells(asked.path())
                            ? directory(asked, now)
                            : refused(404, "InvalidAction.NotFound", "Specified api is not found");
        };
    }

    private Answered directory(Asked asked, Instant now) {
        return lobby.isToken(asked.query().getOrDefault("access_token", ""), now)
                ? book.tell(asked)
                : Answered.json(200, "errcode", 88, "sub_code", "40014", "sub_msg", "不合法的access_token");
    }

    /** What is pushed here is pushed again until it is taken: nothing has failed for good. */
    private Answered missed(Asked asked, Instant now) {
        return lobby.isToken(asked.query().getOrDefault("access_token", ""), now)
                ? Answered.json(200, "errcode", 0, "errmsg", "ok", "failed_list", List.of(), "has_more", false)
                : Answered.json(200, "errcode", 40014, "errmsg", "不合法的access_token");
    }

    private Answered stream(Asked asked) {
        return streams.open(asked, address)
                .map(opened -> new Answered(200, Map.of(), Text.json(opened)))
                .orElseGet(() -> refused(400, "invalidParameter", "clientId or clientSecret is invalid"));
    }

    private Answered token(Asked asked, Instant now) {
        boolean known = asked.text("appKey").equals(account.get("clientId"))
                && asked.text("appSecret").equals(account.get("clientSecret"));
        return known
                ? Answered.json(200, "accessToken", lobby.token(now), "expireIn", Lobby.seconds())
                : refused(400, "invalidClientIdOrSecret", "无效的clientId或者clientSecret");
    }

    private Answered personal(Asked asked, Instant now) {
        boolean known = asked.text("clientId").equals(account.get("clientId"))
                && asked.text("clientSecret").equals(account.get("clientSecret"));
        if (!known) {
            return refused(400, "invalidClientIdOrSecret", "无效的clientId或者clientSecret");
        }
        return page.redeem(asked.text("code"), now)
                .map(id -> Answered.json(
                        200,
                        "accessToken",
                        page.token(id, now),
                        "expireIn",
                        Lobby.seconds(),
                        "corpId",
                        account.get("corpId")))
                .orElseGet(() -> refused(400, "invalidParameter.code.notFound", "不存在的临时授权码"));
    }

    private Answered me(Asked asked, Instant now) {
        return page.holder(asked.headers().getOrDefault(TOKEN, ""), now)
                .map(id -> Answered.json(200, "unionId", UNION + id, "openId", "open-" + id))
                .orElseGet(() -> refused(401, "InvalidAuthentication", "不合法的access_token"));
    }

    private Answered staff(Asked asked, Instant now) {
        if (!lobby.isToken(asked.query().getOrDefault("access_token", ""), now)) {
            return Answered.json(200, "errcode", 88, "sub_code", "40014", "sub_msg", "不合法的access_token");
        }
        String union = asked.text("unionid");
        return union.startsWith(UNION)
                ? Answered.json(
                        200,
                        "errcode",
                        0,
                        "errmsg",
                        "ok",
                        "result",
                        Text.map("contact_type", 0, "userid", union.substring(UNION.length())))
                : Answered.json(200, "errcode", 60121, "errmsg", "找不到该用户");
    }

    private Answered recalled(Asked asked, Instant now) {
        if (!lobby.isToken(asked.headers().getOrDefault(TOKEN, ""), now)) {
            return refused(401, "InvalidAuthentication", "不合法的access_token");
        }
        String key = asked.first("processQueryKeys");
        return lobby.recall(key)
                ? Answered.json(200, "successResult", List.of(key), "failedResult", Text.map())
                : Answered.json(200, "successResult", List.of(), "failedResult", Text.map(key, "message not exist"));
    }

    private Answered todo(Asked asked, Instant now) {
        if (!lobby.isToken(asked.headers().getOrDefault(TOKEN, ""), now)) {
            return refused(401, "InvalidAuthentication", "不合法的access_token");
        }
        return todos.dingtalk(
                asked,
                asked.path().substring(TODO.length()),
                (where, room, union, text) -> heard.said(where, room, union.substring(UNION.length()), text));
    }

    /** Where people find what they have to do. */
    public Todos todos() {
        return todos;
    }

    /** Where people find what they have to approve. */
    public DingtalkCentre centre() {
        return centre;
    }

    private Answered robot(Asked asked, Instant now) {
        if (!lobby.isToken(asked.headers().getOrDefault(TOKEN, ""), now)) {
            return refused(401, "InvalidAuthentication", "不合法的access_token");
        }
        if (!lobby.admits(now)) {
            return refused(400, "send.too.fast", "发送频繁限流");
        }
        if (!asked.text("robotCode").equals(account.get("robotCode"))) {
            return refused(400, "robot.not.exist", "机器人不存在");
        }
        Asked inner = asked.within("msgParam");
        String media = inner.text("mediaId").isEmpty() ? inner.text("photoURL") : inner.text("mediaId");
        Optional<String> file = cloakroom.words(media, now);
        if (!media.isEmpty() && file.isEmpty()) {
            return refused(400, "invalidParameter.media", "mediaId 无效");
        }
        String words =
                file.orElseGet(() -> inner.text("content").isEmpty() ? inner.text("text") : inner.text("content"));
        String key = lobby.take("", "pqk" + Seal.word(24), now);
        heard.said("dingtalk", asked.text("openConversationId"), asked.first("userIds"), words);
        return Answered.json(
                200, "processQueryKey", key, "invalidStaffIdList", List.of(), "flowControlledStaffIdList", List.of());
    }

    /** By a template that is known here; whoever is named is taken. */
    private Answered group(Asked asked, Instant now) {
        if (!lobby.isToken(asked.headers().getOrDefault(TOKEN, ""), now)) {
            return refused(401, "InvalidAuthentication", "不合法的access_token");
        }
        if (!asked.path().endsWith("/create")) {
            return groups.change(asked.text("open_conversation_id"), asked.text("title"))
                    ? Answered.json(200, "success", true)
                    : refused(400, "parameter.invalid", "输入参数错误");
        }
        if (!asked.text("template_id").equals(account.get("groupTemplateId"))) {
            return refused(400, "groupTemplate.notFound", "群模板不存在或者已下线");
        }
        String id = groups.open(asked.text("uuid"), "cid" + Seal.word(24), asked.text("title"));
        return Answered.json(200, "open_conversation_id", id, "chat_id", "chat" + Seal.word(16));
    }

    private Answered card(Asked asked, Instant now) {
        if (!lobby.isToken(asked.headers().getOrDefault(TOKEN, ""), now)) {
            return refused(401, "InvalidAuthentication", "不合法的access_token");
        }
        if (!lobby.admits(now)) {
            return refused(400, "send.too.fast", "发送频繁限流");
        }
        Json told = Cards.read(asked.body());
        if (asked.method().equals("PUT")) {
            return cards.change(told)
                    ? Answered.json(200, "success", true, "result", true)
                    : refused(400, "param.cardNotExist", "卡片不存在");
        }
        Optional<Card> card = cards.lay(told);
        if (card.isEmpty()) {
            return refused(400, "param.error", "参数错误");
        }
        heard.laid("dingtalk", DingtalkCards.person(told), card.get());
        return Answered.json(
                200,
                "success",
                true,
                "result",
                Text.map(
                        "outTrackId",
                        card.get().id(),
                        "deliverResults",
                        List.of(Text.map("spaceType", "IM_ROBOT", "success", true, "errorMsg", ""))));
    }

    private Answered upload(Asked asked, Instant now) {
        if (!lobby.isToken(asked.query().getOrDefault("access_token", ""), now)) {
            return Answered.json(200, "errcode", 40014, "errmsg", "不合法的access_token");
        }
        Optional<Cloakroom.Parcel> parcel =
                Cloakroom.parcel(asked).filter(p -> p.field().equals("media"));
        if (parcel.isEmpty()) {
            return Answered.json(200, "errcode", 41005, "errmsg", "缺少多媒体文件数据");
        }
        if (parcel.get().bytes() > LARGEST) {
            return Answered.json(200, "errcode", 40006, "errmsg", "不合法的文件大小");
        }
        return Answered.json(
                200,
                "errcode",
                0,
                "errmsg",
                "ok",
                "media_id",
                cloakroom.put("@l" + Seal.word(30), parcel.get(), now),
                "created_at",
                now.toEpochMilli(),
                "type",
                asked.query().getOrDefault("type", ""));
    }

    private Answered download(Asked asked, Instant now) {
        return lobby.isToken(asked.headers().getOrDefault(TOKEN, ""), now)
                ? Answered.json(
                        200, "downloadUrl", account.get("baseUrl") + "/files/sent?code=" + asked.text("downloadCode"))
                : refused(401, "InvalidAuthentication", "不合法的access_token");
    }

    private Answered status(Asked asked, Instant now) {
        if (!lobby.isToken(asked.headers().getOrDefault(TOKEN, ""), now)) {
            return refused(401, "InvalidAuthentication", "不合法的access_token");
        }
        Lobby.Stage stage = lobby.stage(asked.query().getOrDefault("processQueryKey", ""), now);
        return stage == Lobby.Stage.UNKNOWN
                ? refused(400, "processQueryKey.error", "processQueryKey 错误")
                : Answered.json(
                        200,
                        "sendStatus",
                        stage == Lobby.Stage.ON_ITS_WAY ? "PROCESSING" : "SUCCESS",
                        "messageReadInfoList",
                        List.of(Text.map("readStatus", stage == Lobby.Stage.READ ? "READ" : "UNREAD")));
    }

    private Answered notice(Asked asked, Instant now) {
        if (!lobby.isToken(asked.query().getOrDefault("access_token", ""), now)) {
            // As the platform has it: the code that matters is inside.
            return Answered.json(200, "errcode", 88, "sub_code", "40014", "sub_msg", "不合法的access_token");
        }
        if (!lobby.admits(now)) {
            return Answered.json(200, "errcode", 90018, "errmsg", "您的服务器调用钉钉开放平台当前接口的所有请求都被暂时禁用了");
        }
        String media = asked.text("media_id");
        Optional<String> file = cloakroom.words(media, now);
        if (!media.isEmpty() && file.isEmpty()) {
            return Answered.json(200, "errcode", 40007, "errmsg", "无效的媒体文件id");
        }
        String id = lobby.take("", Long.toString(Math.abs(Seal.word(12).hashCode()) + 1L), now);
        heard.said("dingtalk", "", asked.text("userid_list"), file.orElseGet(() -> asked.text("content")));
        return Answered.json(200, "errcode", 0, "errmsg", "ok", "task_id", Long.parseLong(id));
    }

    private Answered result(Asked asked, Instant now) {
        Lobby.Stage stage = lobby.stage(asked.text("task_id"), now);
        return Answered.json(
                200,
                "errcode",
                0,
                "send_result",
                Text.map(
                        "read_user_id_list",
                        stage == Lobby.Stage.READ ? List.of("u") : List.of(),
                        "unread_user_id_list",
                        stage == Lobby.Stage.ARRIVED ? List.of("u") : List.of()));
    }

    private static Answered refused(int status, String code, String message) {
        return Answered.json(status, "code", code, "message", message, "requestid", Seal.word(16));
    }
}
