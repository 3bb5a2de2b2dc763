// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.wecom;

import java.time.Instant;
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

/** WeCom: what people send to the company's application, as XML in sealed envelopes. */
public final class WecomSide implements PlatformSide {
    private static final String HELLO = "1616140317555161061";

    private final Account account;

    public WecomSide(Account account) {
        this.account = account;
    }

    @Override
    public String platform() {
        return "wecom";
    }

    @Override
    public Ladder ladder() {
        return Ladder.WECOM;
    }

    @Override
    public Letter write(Happening happening) {
        String id = Long.toString(number(happening.about()));
        String media =
                "3a8asd892asd8asd" + happening.id() + SendDesk.Answered.ending(happening.act(), happening.text());
        String more =
                switch (happening.act()) {
                    case IMAGE -> message(
                            "image", id, "PicUrl", "https://example.com/p/" + happening.id(), "MediaId", media);
                    case VOICE -> message("voice", id, "MediaId", media, "Format", "amr");
                    case VIDEO -> message("video", id, "MediaId", media, "ThumbMediaId", media + "t");
                    case LOCATION -> message(
                            "location",
                            id,
                            "Location_X",
                            31.298974,
                            "Location_Y",
                            120.585289,
                            "Scale",
                            15,
                            "Label",
                            happening.text());
                    case LINK -> {
                        String[] parts = happening.text().split(" ");
                        yield message(
                                "link",
                                id,
                                "Title",
                                parts[0],
                                "Description",
                                happening.who().department(),
                                "Url",
                                parts[parts.length - 1],
                                "PicUrl",
                                "https://example.com/p/link.png");
                    }
                    case APPROVAL -> approval(happening);
                    case PRESS -> press(happening);
                    default -> message("text", id, "Content", happening.text());
                };
        String head = Text.xml(
                "ToUserName",
                account.get("corpId"),
                "FromUserName",
                happening.act() == Happening.Act.APPROVAL
                        ? "sys"
                        : happening.who().id(),
                "CreateTime",
                happening.at().getEpochSecond());
        return new Letter(platform(), id, "", head.replace("</xml>", more) + "</xml>");
    }

    private String message(String type, String id, Object... namesAndValues) {
        return inner("MsgType", type)
                + inner(namesAndValues)
                + inner("MsgId", Long.parseLong(id), "AgentID", Long.parseLong(account.get("agentId")));
    }

    private String approval(Happening happening) {
        boolean running = Instance.isRunning(happening);
        return inner(
                        "MsgType",
                        "event",
                        "Event",
                        "sys_approval_change",
                        "AgentID",
                        Long.parseLong(account.get("agentId")))
                + "<ApprovalInfo>"
                + inner(
                        "SpNo",
                        Instance.id(happening, happening.part(0)),
                        "SpName",
                        happening.part(0),
                        "SpStatus",
                        running ? 1 : 2,
                        "TemplateId",
                        "T" + happening.room().id(),
                        "ApplyTime",
                        happening.at().getEpochSecond())
                + "<Applyer>" + inner("UserId", happening.who().id(), "Party", 2) + "</Applyer>"
                + inner("StatuChangeEvent", running ? 1 : 2)
                + "</ApprovalInfo>";
    }

    private String press(Happening happening) {
        return inner(
                "MsgType",
                "event",
                "Event",
                "template_card_event",
                "EventKey",
                happening.part(0),
                "TaskId",
                happening.about(),
                "CardType",
                "button_interaction",
                "ResponseCode",
                happening.part(1),
                "AgentID",
                Long.parseLong(account.get("agentId")));
    }

    private static String inner(Object... namesAndValues) {
        String xml = Text.xml(namesAndValues);
        return xml.substring("<xml>".length(), xml.length() - "</xml>".length());
    }

    /** The platform's ids are numbers of 64 bits. */
    private static long number(String id) {
        long hash = 1125899906842597L;
        for (int i = 0; i < id.length(); i++) {
            hash = 31 * hash + id.charAt(i);
        }
        return hash & Long.MAX_VALUE;
    }

    @Override
    public Push post(Letter letter, Instant now) {
        String cipher = Seal.envelope(account.get("encodingAesKey"), account.get("receiveId"), letter.body());
        return Push.post(
                account.path() + signed(cipher, now),
                Map.of("Content-Type", "text/xml"),
                Text.xml("ToUserName", account.get("corpId"), "AgentID", account.get("agentId"), "Encrypt", cipher));
    }

    private String signed(String cipher, Instant now, String... more) {
        String timestamp = Long.toString(now.getEpochSecond());
        String nonce = Seal.word(10);
        String[] all = new String[6 + more.length];
        System.arraycopy(
                new String[] {
                    "msg_signature",
                    Seal.sortedSha1(account.get("token"), timestamp, nonce, cipher),
                    "timestamp",
                    timestamp,
                    "nonce",
                    nonce
                },
                0,
                all,
                0,
                6);
        System.arraycopy(more, 0, all, 6, more.length);
        return Text.query(all);
    }

    /** An empty answer will do; one that is not empty would be shown to the person. */
    @Override
    public boolean isThanks(Letter letter, int status, String body) {
        return status == 200 && (body.isEmpty() || body.equals("success") || body.startsWith("<xml>"));
    }

    @Override
    public Push handshake(Instant now) {
        String cipher = Seal.envelope(account.get("encodingAesKey"), account.get("receiveId"), HELLO);
        return new Push("GET", account.path() + signed(cipher, now, "echostr", cipher), Map.of(), new byte[0]);
    }

    @Override
    public boolean isGreeting(int status, String body) {
        return status == 200 && body.equals(HELLO);
    }
}
