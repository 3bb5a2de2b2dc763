// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import static org.huitong.connector.dingtalk.DingtalkJson.stamp;
import static org.huitong.connector.dingtalk.DingtalkJson.told;
import static org.huitong.connector.dingtalk.DingtalkJson.unfolded;
import static org.huitong.connector.dingtalk.DingtalkRobot.PLATFORM;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.connector.Delivery;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.sign.Signatures;

/**
 * What happens in a company, as messages. The platform tells it in three shapes: the plain event, rows of SyncHTTP with
 * JSON inside JSON, and the event of a long connection with its data apart. Pure.
 */
final class DingtalkEvents {
    /** What an opened envelope was for. */
    sealed interface Reading {}

    /** A check of the address, answered with a word. */
    record Handshake(String word) implements Reading {}

    record Told(List<Delivery> deliveries) implements Reading {
        Told {
            deliveries = List.copyOf(deliveries);
        }
    }

    /** When it happened, where the shape around the event does not say it; an approval ends after it began. */
    private static final String[] TIMES = {"timeStamp", "operatTime", "finishTime", "finshTime", "createTime"};

    private final String account;
    private final String tenant;

    /** @param tenant the company where an event names none */
    DingtalkEvents(String account, String tenant) {
        this.account = account;
        this.tenant = tenant;
    }

    Reading read(String letter, Instant receivedAt) {
        String text = unescaped(letter);
        if (!(Json.read(text) instanceof Parsed.Good<Json> good)
                || !good.value().isObject()) {
            return new Told(List.of(
                    unreadable(text, LocalText.of("解密后的内容不是 JSON 对象", "the decrypted text is not a JSON object"))));
        }
        Json json = good.value();
        String type = told(json, "eventType").orElse("");
        return switch (type) {
            case "check_url" -> new Handshake("success");
            case "check_create_suite_url", "check_update_suite_url" -> new Handshake(
                    told(json, "random").orElse("success"));
            default -> unfolded(json.at("bizData")).isArray()
                    ? new Told(rows(unfolded(json.at("bizData")), text, receivedAt))
                    : new Told(List.of(
                            json.at("biz_data").exists() ? row(json, receivedAt) : event(json, text, receivedAt)));
        };
    }

    /** Somebody pressed a button of a card: told to the robot's door, too, and then without the name of an event. */
    static boolean isPress(Json json) {
        return json.at("outTrackId").exists()
                && (json.at("content").exists()
                        || json.at("value").exists()
                        || json.at("cardPrivateData").exists());
    }

    Delivery press(Json json, String text, Instant receivedAt) {
        Optional<Instant> at = stamp(json, "eventTime", "timeStamp", "createTime");
        return tell(new Happening(
                told(json, "type").orElse("actionCallback"),
                told(json, "corpId"),
                told(json, "eventId").orElseGet(() -> unnamed(text, at, receivedAt)),
                at.orElse(receivedAt),
                json,
                text));
    }

    /** The vendor's own node package escapes what it seals as in an address; the platform itself does not. */
    private static String unescaped(String letter) {
        if (!letter.startsWith("%7B")) {
            return letter;
        }
        try {
            return URLDecoder.decode(letter.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Not escapes after all: read as it came, it is kept aside with its bytes.
            return letter;
        }
    }

    /** A call without rows is kept as the event it is. */
    private List<Delivery> rows(Json rows, String text, Instant receivedAt) {
        List<Delivery> deliveries = new ArrayList<>();
        for (Json each : rows.items()) {
            Json row = unfolded(each);
            deliveries.add(
                    row.isObject()
                            ? row(row, receivedAt)
                            : unreadable(
                                    row.toString(),
                                    LocalText.of("bizData 中有一行不是 JSON 对象", "a row of bizData is not a JSON object")));
        }
        return deliveries.isEmpty()
                ? List.of(unreadable(text, LocalText.of("bizData 中没有数据", "bizData has no rows")))
                : deliveries;
    }

    /** One row: the state of one thing after what happened. A later state is another event of the same thing. */
    private Delivery row(Json row, Instant receivedAt) {
        String payload = row.toString();
        if (!(row.at("biz_data").unfolded() instanceof Parsed.Good<Json> good)
                || !good.value().isObject()) {
            return unreadable(payload, LocalText.of("某一行的 biz_data 不是 JSON", "biz_data of a row is not JSON"));
        }
        Json data = good.value();
        String kind = told(row, "biz_type").orElse("unknown");
        String name = told(data, "syncAction", "eventType").orElse("biz_type_" + kind);
        Optional<Instant> at = stamp(row, "gmt_modified", "gmt_create").or(() -> stamp(data, TIMES));
        // The platform deletes the row of a thing that changed and inserts another, which has the next id.
        String state = told(row, "id")
                .orElseGet(() ->
                        told(row, "gmt_modified").orElse("") + ":" + name + ":" + unnamed(payload, at, receivedAt));
        return tell(new Happening(
                name,
                told(row, "corp_id").or(() -> told(data, "corpId", "corpid")),
                told(data, "eventId").orElse(kind + ":" + told(row, "biz_id").orElse("") + ":" + state),
                at.orElse(receivedAt),
                data,
                payload));
    }

    private Delivery event(Json json, String text, Instant receivedAt) {
        Optional<String> name = told(json, "eventType", "syncAction");
        if (name.isEmpty() && isPress(json)) {
            return press(json, text, receivedAt);
        }
        if (name.isEmpty()) {
            return unreadable(text, LocalText.of("事件没有名称", "the event has no name"));
        }
        Json data = unfolded(json.at("data")).isObject() ? unfolded(json.at("data")) : json;
        Optional<Instant> at =
                stamp(json, "eventTime", "eventBornTime", "timeStamp").or(() -> stamp(data, TIMES));
        return tell(new Happening(
                name.get(),
                told(json, "corpId", "eventCorpId", "corpid", "authCorpId"),
                told(json, "eventId").orElseGet(() -> unnamed(text, at, receivedAt)),
                at.orElse(receivedAt),
                data,
                text));
    }

    /**
     * A name for what has none, made of its content. Where the content tells no time, what happens again looks the same
     * as before; the hour in which it came keeps the two apart, while a push made again within seconds is still known.
     */
    private static String unnamed(String payload, Optional<Instant> at, Instant receivedAt) {
        return at.isPresent()
                ? Signatures.fingerprint(payload)
                : Signatures.fingerprint(
                        payload, receivedAt.truncatedTo(ChronoUnit.HOURS).toString());
    }

    /** One event in whichever shape it came. */
    private record Happening(String name, Optional<String> corpId, String id, Instant at, Json data, String payload) {
        boolean isRecall() {
            return name.equals("robot_msg_recall");
        }
    }

    private Delivery tell(Happening happening) {
        Optional<String> company =
                happening.corpId().or(() -> Optional.of(tenant).filter(id -> !id.isBlank()));
        if (company.isEmpty()) {
            return unreadable(
                    happening.payload(),
                    LocalText.of("事件没有注明企业，配置里也没有 corpId", "the event names no company, and corpId is not set"));
        }
        DingtalkHappening told = new DingtalkHappening(happening.name(), happening.data());
        Sender sender = told.sender();
        Sighting said = Sighting.Said.once(new Message(
                new MessageKey(PLATFORM, company.get(), happening.id()),
                account,
                told.room(company.get()),
                sender,
                told.content(),
                happening.at(),
                happening.at().toEpochMilli(),
                happening.payload()));
        String id = "event/" + happening.id();
        // The robot's own messages have no other id than the key that sending gave.
        return told(happening.data(), "processQueryKey")
                .filter(key -> happening.isRecall())
                .map(key -> Delivery.of(
                        id,
                        said,
                        new Sighting.Recalled(
                                new MessageKey(PLATFORM, company.get(), key),
                                account,
                                told.room(company.get()),
                                Optional.of(sender),
                                happening.at(),
                                happening.payload())))
                .orElseGet(() -> Delivery.of(id, said));
    }

    static Delivery unreadable(String text, LocalText reason) {
        return unreadable(text, text.getBytes(StandardCharsets.UTF_8), reason);
    }

    /** @param raw the bytes of the text as they came */
    static Delivery unreadable(String text, byte[] raw, LocalText reason) {
        return new Delivery(
                "unreadable/" + Signatures.fingerprint(text), List.of(), List.of(new Delivery.Unreadable(raw, reason)));
    }
}
