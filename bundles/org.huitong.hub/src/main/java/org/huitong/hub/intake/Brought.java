// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.intake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.connector.Answer;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Receipted;
import org.huitong.api.connector.Reception;
import org.huitong.api.message.Sighting;
import org.huitong.api.text.LocalText;
import org.huitong.hub.account.AccountName;

/** What a connector took from one call, sorted: what goes to the log, and what becomes dead letters. */
public final class Brought {
    private final Answer answer;
    private final List<Row> rows = new ArrayList<>();
    private final List<Delivery.Unreadable> misfits = new ArrayList<>();
    private final List<Receipted> receipts;
    private int objections;

    /** One thing that was told, and the delivery that told it. */
    record Row(String delivery, Sighting sighting) {}

    private Brought(Answer answer, List<Receipted> receipts) {
        this.answer = answer;
        this.receipts = receipts;
    }

    /** @param bringer the account whose connector took it */
    public static Brought by(AccountName bringer, Reception.Taken taken) {
        Brought brought = new Brought(taken.answer(), taken.receipts());
        for (Delivery delivery : taken.deliveries()) {
            for (Sighting sighting : delivery.sightings()) {
                Optional<LocalText> objection = Objection.to(sighting, bringer, delivery.id());
                if (objection.isPresent()) {
                    brought.misfits.add(new Delivery.Unreadable(payload(sighting), objection.get()));
                    brought.objections++;
                } else {
                    brought.rows.add(new Row(delivery.id(), sighting));
                }
            }
            brought.misfits.addAll(delivery.unreadable());
        }
        return brought;
    }

    private static byte[] payload(Sighting sighting) {
        String payload = sighting instanceof Sighting.Said said
                ? said.message().payload()
                : ((Sighting.Recalled) sighting).payload();
        return payload.getBytes(StandardCharsets.UTF_8);
    }

    /** What the platform gets back once it is safe. */
    public Answer answer() {
        return answer;
    }

    /** What goes to the log, in the platform's order. */
    List<Row> rows() {
        return rows;
    }

    /** What does not, and why. */
    List<Delivery.Unreadable> misfits() {
        return misfits;
    }

    /** What became of letters of ours. */
    List<Receipted> receipts() {
        return receipts;
    }

    /** Whether it tells what became of letters of ours. */
    public boolean hasReceipts() {
        return !receipts.isEmpty();
    }

    /** Every message among what goes to the log, in the platform's order. */
    public List<Sighting.Said> said() {
        return rows.stream()
                .map(Row::sighting)
                .filter(Sighting.Said.class::isInstance)
                .map(Sighting.Said.class::cast)
                .toList();
    }

    /** How much of it goes to the log. */
    public int size() {
        return rows.size();
    }

    /** How many of the misfits the connector took for good. */
    public int objections() {
        return objections;
    }

    /** Nothing of it becomes a dead letter. */
    public boolean isWhole() {
        return misfits.isEmpty();
    }
}
