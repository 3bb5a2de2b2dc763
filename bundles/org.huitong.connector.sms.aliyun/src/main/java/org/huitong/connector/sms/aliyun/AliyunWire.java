// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.sms.aliyun;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.huitong.api.connector.Answer;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Receipt;
import org.huitong.api.connector.Receipted;
import org.huitong.api.connector.Reception;
import org.huitong.api.message.Addressee;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.sign.Signatures;

/**
 * What the provider pushes, translated: receipts ({@code SmsReport}) and what people answer ({@code SmsUp}). Pure.
 *
 * @see <a href="https://help.aliyun.com/zh/sms/developer-reference/smsreport">SmsReport</a>,
 *     <a href="https://help.aliyun.com/zh/sms/developer-reference/smsup">SmsUp</a>
 */
final class AliyunWire {
    static final String PLATFORM = "sms";
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final Answer THANKS = Answer.json("{\"code\":0,\"msg\":\"OK\"}");

    private final String account;
    private final String tenant;

    AliyunWire(String account, String tenant) {
        this.account = account;
        this.tenant = tenant;
    }

    /** @param body a list of rows; each becomes a receipt, a message, or a dead letter */
    Reception read(byte[] body, Instant receivedAt) {
        List<Receipted> receipts = new ArrayList<>();
        List<Delivery> deliveries = new ArrayList<>();
        Optional<Json> list = Json.read(body).good().filter(Json::isArray);
        if (list.isEmpty()) {
            deliveries.add(unreadable(
                    new String(body, StandardCharsets.UTF_8), LocalText.of("不是 JSON 数组", "it is no array of JSON")));
        }
        for (Json row : list.map(Json::items).orElse(List.of())) {
            if (row.at("success").exists()) {
                receipts.addAll(receipted(row));
            } else {
                deliveries.add(said(row, receivedAt));
            }
        }
        return deliveries.isEmpty() && receipts.isEmpty()
                ? new Reception.Replied(THANKS)
                : new Reception.Taken(deliveries, receipts, THANKS);
    }

    private static List<Receipted> receipted(Json row) {
        boolean arrived = row.isTrue("success")
                || row.text("success").filter("true"::equals).isPresent();
        String code = row.text("err_code").orElse("");
        String words = row.text("err_msg").orElse("");
        Receipt receipt = arrived
                ? Receipt.DELIVERED
                : new Receipt(
                        Receipt.State.REJECTED,
                        Optional.of(LocalText.of(
                                "短信没有送达（" + code + " " + words + "）",
                                "the short message was not delivered (" + code + " " + words + ")")));
        return List.of("out_id", "biz_id").stream()
                .flatMap(name -> row.text(name).stream())
                .filter(id -> !id.isBlank())
                .map(id -> new Receipted(id, receipt))
                .toList();
    }

    private Delivery said(Json row, Instant receivedAt) {
        String from = row.text("phone_number").orElse("");
        Optional<String> text = row.text("content");
        if (from.isBlank() || text.isEmpty()) {
            return unreadable(
                    row.toString(),
                    LocalText.of("缺少 phone_number 或 content", "there is no phone_number or no content"));
        }
        String time = row.text("send_time").orElse("");
        String id = row.text("sequence_id")
                .filter(number -> !number.isBlank())
                .map(number -> "up-" + number)
                .orElseGet(() -> Signatures.fingerprint(from, text.get(), time));
        Instant at = moment(time).orElse(receivedAt);
        Message message = new Message(
                        new MessageKey(PLATFORM, tenant, id),
                        account,
                        new Conversation("number:" + from, Conversation.Kind.DIRECT, Optional.of(from)),
                        Sender.customer(from, null),
                        Content.text(text.get()),
                        at,
                        at.toEpochMilli(),
                        row.toString())
                .to(row.text("dest_code").filter(code -> !code.isBlank()).map(Addressee::of).stream()
                        .toList());
        return Delivery.of(id, Sighting.Said.once(message));
    }

    private static Optional<Instant> moment(String time) {
        try {
            return Optional.of(
                    LocalDateTime.parse(time.strip(), TIME).atZone(BEIJING).toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static Delivery unreadable(String raw, LocalText why) {
        return new Delivery(
                Signatures.fingerprint(raw),
                List.of(),
                List.of(new Delivery.Unreadable(raw.getBytes(StandardCharsets.UTF_8), why)));
    }
}
