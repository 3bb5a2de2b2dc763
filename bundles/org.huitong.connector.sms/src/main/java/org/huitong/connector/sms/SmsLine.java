// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.sms;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.huitong.api.connector.Evidence;
import org.huitong.api.connector.Intray;
import org.huitong.api.connector.Line;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;

/** A session bound for both directions: letters leave by it, receipts and answers come by it. */
final class SmsLine implements Line {
    private static final int ENQUIRE_MILLIS = 30_000;
    private static final long BIND_MILLIS = 20_000;
    /** ESME_RX_T_APPN: come again. */
    private static final int LATER = 0x64;

    private final Gateway gateway;
    private final InstantSource clock;
    private final AtomicReference<SMPPSession> bound;
    private final SMPPSession session = new SMPPSession();
    private final CountDownLatch over = new CountDownLatch(1);

    /** @param bound where the session is found while it stands */
    SmsLine(Gateway gateway, InstantSource clock, AtomicReference<SMPPSession> bound) {
        this.gateway = gateway;
        this.clock = clock;
        this.bound = bound;
    }

    @Override
    public void listen(Intray tray) throws Exception {
        session.setEnquireLinkTimer(ENQUIRE_MILLIS);
        session.setTransactionTimer(BIND_MILLIS);
        session.setMessageReceiverListener(new Receiver(tray));
        session.addSessionStateListener((next, before, source) -> {
            if (next == SessionState.CLOSED) {
                over.countDown();
            }
        });
        try {
            session.connectAndBind(
                    gateway.host(),
                    gateway.port(),
                    new BindParameter(
                            BindType.BIND_TRX,
                            gateway.systemId(),
                            gateway.password(),
                            "",
                            TypeOfNumber.UNKNOWN,
                            NumberingPlanIndicator.UNKNOWN,
                            null),
                    BIND_MILLIS);
        } catch (IOException e) {
            throw new IOException("the gateway cannot be reached, or takes neither System ID nor Password");
        }
        bound.set(session);
        tray.stands();
        try {
            over.await();
        } finally {
            bound.compareAndSet(session, null);
        }
    }

    @Override
    public void close() {
        bound.compareAndSet(session, null);
        over.countDown();
        session.unbindAndClose();
    }

    /** On the library's threads: what is not safe yet is not acknowledged. */
    private final class Receiver implements MessageReceiverListener {
        private final Intray tray;

        Receiver(Intray tray) {
            this.tray = tray;
        }

        @Override
        public void onAcceptDeliverSm(DeliverSm told) throws ProcessRequestException {
            byte[] raw = told.getShortMessage() == null ? new byte[0] : told.getShortMessage();
            Map<String, String> notes = Map.of(
                    "receipt", Boolean.toString(told.isSmscDeliveryReceipt()),
                    "from", told.getSourceAddr() == null ? "" : told.getSourceAddr(),
                    "to", told.getDestAddress() == null ? "" : told.getDestAddress(),
                    "coding", Integer.toString(told.getDataCoding()),
                    "headed", Boolean.toString(told.isUdhi()));
            try {
                tray.take(List.of(new Evidence(raw, notes, clock.instant())), "-");
            } catch (IOException e) {
                throw new ProcessRequestException("nothing can be kept now", LATER);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ProcessRequestException("the line is over", LATER);
            }
        }

        @Override
        public void onAcceptAlertNotification(AlertNotification told) {
            // Says that a telephone is on again: the gateway sends what waits by itself.
        }

        @Override
        public DataSmResult onAcceptDataSm(DataSm told, Session source) throws ProcessRequestException {
            throw new ProcessRequestException("no data_sm is expected", LATER);
        }
    }
}
