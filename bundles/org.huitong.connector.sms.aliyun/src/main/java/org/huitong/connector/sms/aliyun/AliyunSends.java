// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.sms.aliyun;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Sent;
import org.huitong.api.connector.Step;
import org.huitong.api.outbox.Writing;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Answers;
import org.huitong.kit.sign.Signatures;

/**
 * Letters as {@code SendSms} takes them: by an approved template whose words they have.
 *
 * @see <a href="https://help.aliyun.com/zh/sms/developer-reference/api-dysmsapi-2017-05-25-sendsms">SendSms</a>, and its
 *     codes: <a href="https://help.aliyun.com/zh/sms/developer-reference/api-error-codes">API error codes</a>
 */
final class AliyunSends {
    private static final String ACTION = "SendSms";
    private static final String VERSION = "2017-05-25";
    private static final Duration THROTTLED = Duration.ofSeconds(2);
    private static final Duration ONE_A_MINUTE = Duration.ofMinutes(1);
    private static final Duration SOME_AN_HOUR = Duration.ofMinutes(15);
    private static final Duration SOME_A_DAY = Duration.ofHours(1);

    /** The account's, not this letter's: somebody has to see to it. */
    private static final Set<String> ACCOUNT = Set.of(
            "isv.AMOUNT_NOT_ENOUGH",
            "isv.OUT_OF_SERVICE",
            "isv.PRODUCT_UN_SUBSCRIPT",
            "isv.PRODUCT_UNSUBSCRIBE",
            "isv.ACCOUNT_NOT_EXISTS",
            "isv.ACCOUNT_ABNORMAL",
            "isv.SMS_SIGNATURE_ILLEGAL",
            "isv.SMS_SIGN_ILLEGAL",
            "isp.RAM_PERMISSION_DENY",
            "SignatureDoesNotMatch");

    /** The provider itself did not get on: whether it sent is not said. */
    private static final Set<String> NOBODY_KNOWS =
            Set.of("isp.SYSTEM_ERROR", "isp.GATEWAY_ERROR", "InternalError", "SignatureNonceUsed");

    private final Parsed<AliyunAccess> access;
    private final Abilities abilities;

    AliyunSends(Parsed<AliyunAccess> access) {
        this.access = access;
        Abilities.Length length = new Abilities.Length(Abilities.Unit.UTF_16, 500);
        this.abilities = new Abilities(
                Set.of(Writing.Kind.TEXT),
                Set.of(Outgoing.Target.Kind.USER, Outgoing.Target.Kind.MOBILE),
                length,
                length,
                Optional.empty(),
                false,
                // One number gets one a minute, five an hour and ten a day of one signature.
                List.of(
                        Abilities.Quota.ofAccount(100, Duration.ofSeconds(1)),
                        Abilities.Quota.ofRecipient(1, ONE_A_MINUTE),
                        Abilities.Quota.ofRecipient(5, Duration.ofHours(1)),
                        Abilities.Quota.ofRecipient(10, Duration.ofDays(1))),
                access.bad());
    }

    Abilities abilities() {
        return abilities;
    }

    Step<Sent> send(Outgoing what, Optional<Reply> reply) {
        if (reply.isPresent()) {
            return judge(reply.get());
        }
        AliyunAccess mine = access.good().orElseThrow();
        String number = what.target().id().replaceAll("[\\s-]", "").replaceFirst("^(\\+|00)86(?=1[0-9]{10}$)", "");
        if (!number.matches("\\+?[0-9]{3,20}")) {
            return Step.failed(Step.Failure.REFUSED, LocalText.of("不是电话号码", "it is no telephone number"));
        }
        String text = ((Writing.Text) what.writing()).text();
        for (Template template : mine.templates()) {
            Optional<String> parameters = template.parameters(text);
            if (parameters.isPresent()) {
                return Step.ask(call(mine, what, number, template.code(), parameters.get()));
            }
        }
        return Step.failed(
                Step.Failure.REFUSED, LocalText.of("内容不符合任何已审核的模板", "the words fit none of the approved templates"));
    }

    private static Call call(AliyunAccess mine, Outgoing what, String number, String template, String parameters) {
        SortedMap<String, String> query = new TreeMap<>();
        query.put("PhoneNumbers", number);
        query.put("SignName", mine.signName());
        query.put("TemplateCode", template);
        query.put("TemplateParam", parameters);
        // Comes back with the receipt.
        query.put("OutId", what.key());
        URI address = URI.create(mine.address().at("/") + "?" + AliyunSignature.query(query));
        Instant at = what.at().truncatedTo(ChronoUnit.SECONDS);
        String nonce = Signatures.fingerprint(what.key(), what.at().toString(), Integer.toString(what.tried()));
        return new Call(
                "POST",
                address,
                AliyunSignature.headers(mine, address, ACTION, VERSION, at.toString(), nonce),
                new byte[0],
                false);
    }

    private static Step<Sent> judge(Reply reply) {
        Json answer = Answers.json(reply);
        String code = answer.text("Code").orElse("");
        String words = answer.text("Message").orElse("");
        if ("OK".equals(code)) {
            return Step.done(new Sent(answer.text("BizId").orElse(""), false));
        }
        if (code.isEmpty()) {
            return Step.failed(Step.Failure.UNKNOWN, Answers.unreadable(reply.status()));
        }
        LocalText refused = Answers.reason("阿里云没有接受", "Alibaba Cloud did not take it", code, words);
        if (code.equals("isv.BUSINESS_LIMIT_CONTROL")) {
            return new Step.Later<>(pause(words), refused, Step.Hold.RECIPIENT);
        }
        if (code.equals("isv.DAY_LIMIT_CONTROL") || code.equals("isv.MONTH_LIMIT_CONTROL")) {
            return Step.later(SOME_A_DAY, refused);
        }
        if (code.startsWith("Throttling") || code.equals("ServiceUnavailable")) {
            return Step.later(THROTTLED, LocalText.of("阿里云要求放慢", "Alibaba Cloud wants fewer a second"));
        }
        if (NOBODY_KNOWS.contains(code)) {
            return Step.failed(Step.Failure.UNKNOWN, refused);
        }
        boolean ours = ACCOUNT.contains(code)
                || code.startsWith("InvalidAccessKeyId")
                || code.startsWith("InvalidTimeStamp")
                || code.startsWith("Forbidden");
        return Step.failed(ours ? Step.Failure.ACCOUNT : Step.Failure.REFUSED, refused);
    }

    /** Which of its limits for one number was met stands in the words alone: 触发分钟级流控, 触发小时级流控, 触发天级流控. */
    private static Duration pause(String words) {
        if (words.contains("天级")) {
            return SOME_A_DAY;
        }
        return words.contains("小时级") ? SOME_AN_HOUR : ONE_A_MINUTE;
    }
}
