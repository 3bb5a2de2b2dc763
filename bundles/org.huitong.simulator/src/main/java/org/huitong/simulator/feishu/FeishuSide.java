// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.feishu;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.huitong.simulator.Account;
import org.huitong.simulator.Instance;
import org.huitong.simulator.Ladder;
import org.huitong.simulator.Letter;
import org.huitong.simulator.PlatformSide;
import org.huitong.simulator.Push;
import org.huitong.simulator.Seal;
import org.huitong.simulator.SendDesk;
import org.huitong.simulator.Text;
import org.huitong.simulator.day.Happening;
import org.huitong.simulator.day.Person;
import org.huitong.simulator.day.Room;

/** Feishu: events of the second generation, sealed and signed. */
public final class FeishuSide implements PlatformSide {
    private static final String HELLO = "1b6aef1a-401f-406a-be41-f48911eabcef";

    private final Account account;

    public FeishuSide(Account account) {
        this.account = account;
    }

    @Override
    public String platform() {
        return "feishu";
    }

    @Override
    public Ladder ladder() {
        return Ladder.FEISHU;
    }

    @Override
    public Letter write(Happening happening) {
        return switch (happening.act()) {
            case RECALL -> event(
                    happening,
                    "im.message.recalled_v1",
                    Text.map(
                            "message_id",
                            messageId(happening.about()),
                            "chat_id",
                            chat(happening),
                            "recall_time",
                            millis(happening.at()),
                            "recall_type",
                            "message_owner"));
            case PRESS -> press(happening);
            case APPROVAL -> approval(happening);
            case MEETING -> event(
                    happening,
                    "vc.meeting.all_meeting_started_v1",
                    Text.map(
                            "meeting",
                            Text.map("id", happening.id(), "topic", happening.text(), "meeting_no", "235812466"),
                            "operator",
                            Text.map("id", person(happening.who()), "user_role", 1, "user_type", 1)));
            case JOINED -> event(
                    happening,
                    "im.chat.member.user.added_v1",
                    Text.map(
                            "chat_id",
                            chat(happening),
                            "operator_id",
                            person(happening.who()),
                            "external",
                            false,
                            "name",
                            happening.room().title(),
                            "users",
                            List.of(Text.map("name", happening.text(), "tenant_key", tenant()))));
            case NEWCOMER -> event(
                    happening,
                    "contact.user.created_v3",
                    Text.map(
                            "object",
                            Text.map(
                                    "open_id",
                                    "ou_" + happening.id(),
                                    "name",
                                    happening.text(),
                                    "department_ids",
                                    List.of("od-" + happening.room().id()))));
            default -> message(happening);
        };
    }

    private Letter message(Happening happening) {
        boolean direct = happening.room().kind() == Room.Kind.DIRECT;
        boolean edit = happening.act() == Happening.Act.EDIT;
        Map<String, Object> message = Text.map(
                "message_id",
                messageId(happening.about()),
                "create_time",
                millis(happening.first()),
                "update_time",
                edit ? millis(happening.at()) : null,
                "chat_id",
                chat(happening),
                "chat_type",
                direct ? "p2p" : "group",
                "message_type",
                type(happening.act()),
                "content",
                Text.json(content(happening)));
        return event(
                happening,
                "im.message.receive_v1",
                Text.map(
                        "sender",
                        Text.map("sender_id", person(happening.who()), "sender_type", "user", "tenant_key", tenant()),
                        "message",
                        message));
    }

    private static String type(Happening.Act act) {
        return switch (act) {
            case POST -> "post";
            case IMAGE -> "image";
            case VOICE -> "audio";
            case VIDEO -> "media";
            case FILE -> "file";
            case LOCATION -> "location";
            case CARD -> "interactive";
            case RIDDLE -> "vote";
            default -> "text";
        };
    }

    private static Map<String, Object> content(Happening happening) {
        String key = "file_v3_00" + happening.id() + SendDesk.Answered.ending(happening.act(), happening.text());
        return switch (happening.act()) {
            case POST -> {
                List<Object> rows = new ArrayList<>();
                for (String line : happening.text().split("\\|")) {
                    rows.add(List.of(Text.map("tag", "text", "text", line)));
                }
                yield Text.map("title", happening.part(0), "content", rows.subList(1, rows.size()));
            }
            case IMAGE -> Text.map("image_key", "img_v3_00" + happening.id());
            case VOICE -> Text.map("file_key", key, "duration", seconds(happening) * 1000);
            case VIDEO -> Text.map(
                    "file_key",
                    key,
                    "image_key",
                    "img_v3_00" + happening.id(),
                    "file_name",
                    "现场视频.mp4",
                    "duration",
                    seconds(happening) * 1000);
            case FILE -> Text.map("file_key", key, "file_name", happening.text());
            case LOCATION -> Text.map("name", happening.text(), "longitude", "120.585289", "latitude", "31.298974");
            case CARD -> {
                List<Object> rows = new ArrayList<>();
                for (String line : happening.text().split("\\|")) {
                    rows.add(List.of(Text.map("tag", "text", "text", line)));
                }
                rows.add(List.of(
                        Text.map("tag", "button", "text", "同意", "type", "primary"),
                        Text.map("tag", "button", "text", "驳回", "type", "default")));
                yield Text.map("title", happening.part(0), "elements", rows.subList(1, rows.size()));
            }
            default -> Text.map("text", happening.text());
        };
    }

    private static long seconds(Happening happening) {
        return Long.parseLong(happening.text().split(" ")[0]);
    }

    private Letter press(Happening happening) {
        return event(
                happening,
                "card.action.trigger",
                Text.map(
                        "operator",
                        person(happening.who()),
                        "token",
                        "c-" + happening.id(),
                        "action",
                        Text.map(
                                "value",
                                Text.map("choice", happening.part(0), "letter", happening.part(1)),
                                "tag",
                                "button"),
                        "host",
                        "im_message",
                        "context",
                        Text.map("open_message_id", happening.about(), "open_chat_id", chat(happening))));
    }

    /** Approvals still come in the first generation's envelope. */
    private Letter approval(Happening happening) {
        return new Letter(
                platform(),
                happening.id(),
                "",
                Text.json(Text.map(
                        "ts",
                        happening.at().getEpochSecond() + ".123456",
                        "uuid",
                        happening.id(),
                        "token",
                        account.get("verificationToken"),
                        "type",
                        "event_callback",
                        "event",
                        Text.map(
                                "app_id",
                                account.get("appId"),
                                "tenant_key",
                                tenant(),
                                "type",
                                "approval_instance",
                                "approval_code",
                                "A-" + happening.room().id(),
                                "instance_code",
                                Instance.id(happening, happening.part(0)),
                                "user_id",
                                happening.who().id(),
                                "status",
                                happening.part(1),
                                "operate_time",
                                millis(happening.at())))));
    }

    private Letter event(Happening happening, String type, Map<String, Object> event) {
        boolean message = type.equals("im.message.receive_v1");
        return new Letter(
                platform(),
                message ? messageId(happening.about()) : "ev" + happening.id(),
                "",
                Text.json(Text.map(
                        "schema",
                        "2.0",
                        "header",
                        Text.map(
                                "event_id",
                                "ev" + happening.id(),
                                "event_type",
                                type,
                                "create_time",
                                millis(happening.at()),
                                "token",
                                account.get("verificationToken"),
                                "app_id",
                                account.get("appId"),
                                "tenant_key",
                                tenant()),
                        "event",
                        event)));
    }

    private String tenant() {
        return tenant(account);
    }

    /** The company of an account, which Feishu alone knows. */
    public static String tenant(Account account) {
        return "t" + Integer.toHexString(account.get("appId").hashCode());
    }

    private static Map<String, Object> person(Person person) {
        return Text.map("union_id", "on_" + person.id(), "user_id", person.id(), "open_id", "ou_" + person.id());
    }

    private static String chat(Happening happening) {
        boolean direct = happening.room().kind() == Room.Kind.DIRECT;
        return conversation(happening.room(), direct ? happening.who().id() : "");
    }

    /** @param with whom, where the room is one to one */
    public static String conversation(Room room, String with) {
        return "oc_" + room.id() + with;
    }

    private static String messageId(String id) {
        return "om_" + id;
    }

    static String millis(Instant at) {
        return Long.toString(at.toEpochMilli());
    }

    @Override
    public Push post(Letter letter, Instant now) {
        String body = sealed(letter.body());
        String timestamp = Long.toString(now.getEpochSecond());
        String nonce = Seal.word(10);
        return Push.post(
                account.path(),
                Map.of(
                        "Content-Type",
                        "application/json",
                        "X-Lark-Request-Timestamp",
                        timestamp,
                        "X-Lark-Request-Nonce",
                        nonce,
                        "X-Lark-Signature",
                        Seal.sha256(timestamp + nonce + account.get("encryptKey") + body)),
                body);
    }

    private String sealed(String event) {
        return Text.json(Text.map("encrypt", Seal.feishu(account.get("encryptKey"), event)));
    }

    @Override
    public boolean isThanks(Letter letter, int status, String body) {
        return status == 200;
    }

    /** The one call that is not signed. */
    @Override
    public Push handshake(Instant now) {
        return Push.post(
                account.path(),
                Map.of("Content-Type", "application/json"),
                sealed(Text.json(Text.map(
                        "challenge", HELLO, "token", account.get("verificationToken"), "type", "url_verification"))));
    }

    @Override
    public boolean isGreeting(int status, String body) {
        return status == 200 && body.replace(" ", "").equals("{\"challenge\":\"" + HELLO + "\"}");
    }
}
