// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.sms;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Sent;
import org.huitong.api.connector.Step;
import org.huitong.api.outbox.Writing;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Parsed;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;

/** Letters by the session that stands. */
final class SmsSends {
    private static final Duration NO_LINE = Duration.ofSeconds(5);
    private static final Duration THROTTLED = Duration.ofSeconds(5);
    private static final int MESSAGE_QUEUE_FULL = 0x14;
    private static final int THROTTLING = 0x58;
    private static final byte HEADED = 0x40;
    private static final byte UCS2 = 8;

    private final Parsed<Gateway> gateway;
    private final AtomicReference<SMPPSession> bound;
    private final Abilities abilities;

    SmsSends(Parsed<Gateway> gateway, AtomicReference<SMPPSession> bound) {
        this.gateway = gateway;
        this.bound = bound;
        Abilities.Length length = new Abilities.Length(Abilities.Unit.UTF_16, 500);
        this.abilities = new Abilities(
                Set.of(Writing.Kind.TEXT),
                Set.of(Outgoing.Target.Kind.USER, Outgoing.Target.Kind.MOBILE),
                length,
                length,
                Optional.empty(),
                false,
                List.of(Abilities.Quota.ofAccount(10, Duration.ofSeconds(1))),
                gateway.bad());
    }

    Abilities abilities() {
        return abilities;
    }

    Step<Sent> send(Outgoing what) {
        Gateway own = gateway.good().orElseThrow();
        String number = what.target().id().replaceAll("[\\s-]", "");
        if (!number.matches("\\+?[0-9]{3,20}")) {
            return Step.failed(Step.Failure.REFUSED, LocalText.of("不是电话号码", "it is no telephone number"));
        }
        String text = ((Writing.Text) what.writing()).text();
        if (!own.admits(text)) {
            return Step.failed(
                    Step.Failure.REFUSED,
                    LocalText.of("内容不符合任何已报备的模板", "the words fit none of the approved templates"));
        }
        SMPPSession session = bound.get();
        if (session == null) {
            return Step.later(NO_LINE, LocalText.of("短信网关尚未连上", "the gateway is not bound yet"));
        }
        SmsParts parts = SmsParts.of(own.signed(text), what.key().hashCode() & 0xff);
        return Step.byHand(() -> carry(session, own, number, parts));
    }

    private static Step<Sent> carry(SMPPSession session, Gateway own, String number, SmsParts parts)
            throws IOException {
        String first = "";
        for (int i = 0; i < parts.bodies().size(); i++) {
            try {
                String id = submit(session, own, number, parts, i);
                first = i == 0 ? id : first;
            } catch (NegativeResponseException e) {
                if (i > 0) {
                    throw new IOException("a part of it was taken and the rest was not");
                }
                return refused(e.getCommandStatus());
            } catch (PDUException | ResponseTimeoutException | InvalidResponseException e) {
                throw new IOException(e.getClass().getName());
            }
        }
        return Step.done(new Sent(first, false));
    }

    private static String submit(SMPPSession session, Gateway own, String number, SmsParts parts, int index)
            throws IOException, PDUException, ResponseTimeoutException, InvalidResponseException,
                    NegativeResponseException {
        boolean several = parts.bodies().size() > 1;
        return session.submitShortMessage(
                        "",
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.UNKNOWN,
                        own.sender(),
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.UNKNOWN,
                        number,
                        new ESMClass(several ? HEADED : 0),
                        (byte) 0,
                        (byte) 0,
                        null,
                        null,
                        new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
                        (byte) 0,
                        new RawDataCoding(parts.ucs2() ? UCS2 : 0),
                        (byte) 0,
                        parts.bodies().get(index))
                .getMessageId();
    }

    private static Step<Sent> refused(int status) {
        String code = "0x%02X".formatted(status);
        return status == THROTTLING || status == MESSAGE_QUEUE_FULL
                ? Step.later(THROTTLED, LocalText.of("短信网关要求放慢", "the gateway wants fewer a second"))
                : Step.failed(
                        Step.Failure.REFUSED,
                        LocalText.of("短信网关没有接受（" + code + "）", "the gateway did not take it (" + code + ")"));
    }
}
