// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.dingtalk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/** DingTalk: messages to a robot as plain JSON with a signed header, events in sealed envelopes. */
public final class DingtalkSide implements PlatformSide {
    private static final Pattern ENCRYPT = Pattern.compile("\"encrypt\"\\s*:\\s*\"([^\"]+)\"");
    private static final String ROBOT = "robot";
    static final String EVENT = "event";
    static final String CARD = "card";

    private final Account account;

    public DingtalkSide(Account account) {
        this.account = account;
    }

    @Override
    public String platform() {
        return "dingtalk";
    }

    @Override
    public Ladder ladder() {
        return Ladder.DINGTALK;
    }

    @Override
    public Letter write(Happening happening) {
        return switch (happening.act()) {
            case APPROVAL -> event(happening, "bpms_instance_change", approval(happening));
            case NEWCOMER, JOINED -> event(
                    happening,
                    "user_add_org",
                    Text.map("userId", List.of(happening.who().id())));
            case PRESS -> new Letter(platform(), happening.id(), CARD, Text.json(press(happening)));
            default -> new Letter(platform(), "msg" + happening.about(), ROBOT, Text.json(message(happening)));
        };
    }

    private Letter event(Happening happening, String type, Map<String, Object> more) {
        Map<String, Object> event = Text.map(
                "EventType",
                type,
                "EventTime",
                happening.at().toEpochMilli(),
                "CorpId",
                account.get("corpId"),
                "eventId",
                happening.id(),
                "timeStamp",
                Long.toString(happening.at().toEpochMilli()));
        event.putAll(more);
        return new Letter(platform(), happening.id(), EVENT, Text.json(event));
    }

    private static Map<String, Object> approval(Happening happening) {
        boolean running = Instance.isRunning(happening);
        String title = happening.who().name() + "提交的" + happening.part(0);
        return Text.map(
                "processInstanceId",
                Instance.id(happening, title),
                "processCode",
                "PROC-" + happening.room().id(),
                "title",
                title,
                "type",
                running ? "start" : "finish",
                "result",
                running ? null : "agree",
                "staffId",
                happening.who().id(),
                "createTime",
                happening.at().toEpochMilli());
    }

    private Map<String, Object> press(Happening happening) {
        String pressed = Text.json(Text.map(
                "cardPrivateData",
                Text.map("actionIds", List.of(happening.text()), "params", Text.map("choice", happening.part(0)))));
        return Text.map(
                "type",
                "actionCallback",
                "outTrackId",
                happening.about(),
                "corpId",
                account.get("corpId"),
                "userId",
                happening.who().id(),
                "userIdType",
                1,
                "spaceType",
                "IM",
                "eventId",
                happening.id(),
                "eventTime",
                happening.at().toEpochMilli(),
                "content",
                pressed,
                "value",
                pressed);
    }

    private Map<String, Object> message(Happening happening) {
        boolean direct = happening.room().kind() == Room.Kind.DIRECT;
        Person who = happening.who();
        Map<String, Object> message = Text.map(
                "conversationId",
                conversation(happening.room(), direct ? who.id() : ""),
                "conversationType",
                direct ? "1" : "2",
                "conversationTitle",
                direct ? null : happening.room().title(),
                "msgId",
                "msg" + happening.about(),
                "senderId",
                "$:LWCP_v1:$" + who.id(),
                "senderStaffId",
                who.id(),
                "senderNick",
                who.name(),
                "senderCorpId",
                account.get("corpId"),
                "chatbotCorpId",
                account.get("corpId"),
                "chatbotUserId",
                "$:LWCP_v1:$robot",
                "robotCode",
                account.get("robotCode"),
                "createAt",
                happening.at().toEpochMilli(),
                "isAdmin",
                false,
                "isInAtList",
                direct ? null : true,
                "sessionWebhook",
                "https://oapi.dingtalk.com/robot/sendBySession?session=" + happening.id(),
                "sessionWebhookExpiredTime",
                happening.at().plus(Duration.ofMinutes(90)).toEpochMilli());
        message.putAll(content(happening));
        return message;
    }

    private static Map<String, Object> content(Happening happening) {
        String code = "mIofN681YE3f" + happening.id() + SendDesk.Answered.ending(happening.act(), happening.text());
        return switch (happening.act()) {
            case IMAGE -> content("picture", Text.map("downloadCode", code));
            case VOICE -> {
                String[] parts = happening.text().split(" ", 2);
                yield content(
                        "audio",
                        Text.map(
                                "downloadCode",
                                code,
                                "duration",
                                Long.parseLong(parts[0]) * 1000,
                                "recognition",
                                parts.length > 1 ? parts[1] : null));
            }
            case VIDEO -> content(
                    "video",
                    Text.map(
                            "downloadCode",
                            code,
                            "duration",
                            Long.parseLong(happening.text()) * 1000,
                            "videoType",
                            "mp4"));
            case FILE -> content("file", Text.map("downloadCode", code, "fileName", happening.text()));
            case POST -> content(
                    "richText",
                    Text.map(
                            "richText",
                            List.of(
                                    Text.map("text", happening.text().replace('|', '\n')),
                                    Text.map("type", "picture", "downloadCode", code))));
                // A text in a group begins with the blank behind the mention that the platform took away.
            default -> Text.map(
                    "msgtype",
                    "text",
                    "text",
                    Text.map("content", (happening.room().kind() == Room.Kind.GROUP ? " " : "") + happening.text()));
        };
    }

    private static Map<String, Object> content(String type, Map<String, Object> content) {
        return Text.map("msgtype", type, "content", content);
    }

    /** @param with whom, where the room is one to one */
    public static String conversation(Room room, String with) {
        return "cid" + room.id() + with + "==";
    }

    @Override
    public Push post(Letter letter, Instant now) {
        if (letter.door().equals(EVENT)) {
            return sealed(letter.body(), now);
        }
        String timestamp = Long.toString(now.toEpochMilli());
        String secret = account.get("clientSecret");
        if (letter.door().equals(CARD)) {
            // Signed over its time alone.
            return Push.post(
                    account.path(),
                    Map.of(
                            "Content-Type",
                            "application/json; charset=utf-8",
                            "x-ddpaas-signature-timestamp",
                            timestamp,
                            "x-ddpaas-signature",
                            Seal.hmac(secret, timestamp)),
                    letter.body());
        }
        return Push.post(
                account.path(),
                Map.of(
                        "Content-Type",
                        "application/json; charset=utf-8",
                        "timestamp",
                        timestamp,
                        "sign",
                        Seal.hmac(secret, timestamp + "\n" + secret)),
                letter.body());
    }

    private Push sealed(String event, Instant now) {
        String cipher = Seal.envelope(account.get("aesKey"), account.get("receiveId"), event);
        String timestamp = Long.toString(now.toEpochMilli());
        String nonce = Seal.word(8);
        String signature = Seal.sortedSha1(account.get("token"), timestamp, nonce, cipher);
        return Push.post(
                account.path()
                        + Text.query(
                                "msg_signature",
                                signature,
                                "signature",
                                signature,
                                "timestamp",
                                timestamp,
                                "nonce",
                                nonce),
                Map.of("Content-Type", "application/json"),
                Text.json(Text.map("encrypt", cipher)));
    }

    @Override
    public boolean isThanks(Letter letter, int status, String body) {
        return status == 200 && (!letter.door().equals(EVENT) || isGreeting(status, body));
    }

    @Override
    public Push handshake(Instant now) {
        return sealed("{\"EventType\":\"check_url\"}", now);
    }

    /** An envelope that holds the word success. */
    @Override
    public boolean isGreeting(int status, String body) {
        Matcher encrypt = ENCRYPT.matcher(body);
        return status == 200
                && encrypt.find()
                && Seal.opened(account.get("aesKey"), encrypt.group(1)).equals("success");
    }
}
