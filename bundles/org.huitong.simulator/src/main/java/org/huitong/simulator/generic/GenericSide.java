// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.generic;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.huitong.simulator.Account;
import org.huitong.simulator.Ladder;
import org.huitong.simulator.Letter;
import org.huitong.simulator.PlatformSide;
import org.huitong.simulator.Push;
import org.huitong.simulator.Seal;
import org.huitong.simulator.Text;
import org.huitong.simulator.day.Happening;
import org.huitong.simulator.day.Room;

/** The company's own platform, a portal for dealers: signed JSON. */
public final class GenericSide implements PlatformSide {
    private static final String COMPANY = "yuanshan";

    private final Account account;

    public GenericSide(Account account) {
        this.account = account;
    }

    @Override
    public String platform() {
        return "generic";
    }

    @Override
    public Ladder ladder() {
        return Ladder.GENERIC;
    }

    @Override
    public Letter write(Happening happening) {
        Map<String, Object> item = Text.map(
                "kind",
                switch (happening.act()) {
                    case RECALL -> "recall";
                    case EDIT -> "edit";
                    case APPROVAL, MEETING, JOINED, NEWCOMER, PRESS -> "event";
                    case RIDDLE -> "inquiry";
                    default -> "message";
                },
                "company",
                COMPANY,
                "id",
                happening.about(),
                "room",
                Text.map(
                        "id",
                        conversation(happening.room(), happening.who().id()),
                        "kind",
                        happening.room().kind() == Room.Kind.GROUP ? "group" : "direct",
                        "title",
                        happening.room().title()),
                "from",
                Text.map("id", happening.who().id(), "name", happening.who().name()),
                "at",
                happening.first().toString());
        switch (happening.act()) {
            case TEXT -> item.put("text", happening.text());
            case EDIT -> {
                item.put("text", happening.text());
                item.put("editedAt", happening.at().toString());
            }
            case IMAGE -> item.put("files", files(happening, "image", happening.text() + ".jpg"));
            case VOICE -> item.put("files", files(happening, "voice", "语音.amr"));
            case VIDEO -> item.put("files", files(happening, "video", "现场视频.mp4"));
            case FILE -> item.put("files", files(happening, "file", happening.text()));
            case APPROVAL -> item.put(
                    "event",
                    Text.map(
                            "name",
                            "order.changed",
                            "zh",
                            "订单状态变化",
                            "en",
                            "Order changed",
                            "values",
                            Text.map("order", happening.part(0), "state", happening.part(1))));
            default -> item.put("text", happening.text());
        }
        return new Letter(platform(), happening.id(), "", Text.json(item));
    }

    private static List<Object> files(Happening happening, String type, String name) {
        return List.of(Text.map("id", "f-" + happening.id(), "type", type, "name", name));
    }

    /** What became of a letter that the platform took. */
    public static Letter receipt(String letter, String state) {
        return new Letter(
                "generic",
                letter + "-" + state,
                "",
                Text.json(Text.map("kind", "receipt", "letter", letter, "state", state)));
    }

    /** The platform's id of a room; of one to one it is the person's as well. */
    public static String conversation(Room room, String with) {
        return room.kind() == Room.Kind.GROUP ? "r-" + room.id() : "d-" + room.id() + "-" + with;
    }

    @Override
    public Push post(Letter letter, Instant now) {
        return signed(letter.body(), letter.id(), now);
    }

    private Push signed(String body, String key, Instant now) {
        String time = Long.toString(now.getEpochSecond());
        String nonce = Seal.word(16);
        return Push.post(
                account.path(),
                Map.of(
                        "Content-Type",
                        "application/json",
                        "Idempotency-Key",
                        key,
                        "X-Hub-Key-Id",
                        account.get("keyId"),
                        "X-Hub-Timestamp",
                        time,
                        "X-Hub-Nonce",
                        nonce,
                        "X-Hub-Signature",
                        signature(account.get("secret"), time, nonce, account.path(), body)),
                body);
    }

    static String signature(String secret, String time, String nonce, String path, String body) {
        return "v1=" + Seal.hmacHex(secret, String.join(":", "v1", time, nonce, "POST", path, Seal.sha256(body)));
    }

    @Override
    public boolean isThanks(Letter letter, int status, String body) {
        return status == 200;
    }

    /** Nothing to tell yet. */
    @Override
    public Push handshake(Instant now) {
        return signed("{\"items\":[]}", "hello", now);
    }

    @Override
    public boolean isGreeting(int status, String body) {
        return status == 200 && body.contains("true");
    }
}
