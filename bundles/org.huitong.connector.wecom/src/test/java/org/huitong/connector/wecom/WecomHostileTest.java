// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.huitong.api.connector.Callback;
import org.huitong.testkit.CallbackContract;
import org.huitong.testkit.Mutations;
import org.huitong.testkit.Mutations.Change;
import org.huitong.testkit.WireSample;

/** Whatever a verified call holds, it ends as a message, as a row kept aside, or as a refusal; never as an exception. */
class WecomHostileTest {
    private static final Account ACCOUNT = Account.of();
    private static final List<String> ROBOTS = WireSample.told("robot");
    private static final List<String> APPLICATIONS = WireSample.told("application");

    @Property(tries = 100_000)
    void survivesWhatARobotIsTold(@ForAll("changes") List<Change> changes, @ForAll("places") double place) {
        CallbackContract.isAnOutcome(ACCOUNT.receive(ACCOUNT.tell(Mutations.of(ROBOTS, place, changes))));
    }

    @Property(tries = 100_000)
    void survivesWhatAnApplicationIsTold(@ForAll("changes") List<Change> changes, @ForAll("places") double place) {
        CallbackContract.isAnOutcome(ACCOUNT.receive(ACCOUNT.push(Mutations.of(APPLICATIONS, place, changes))));
    }

    /** The outside of a call, before anything is verified. */
    @Property(tries = 20_000, edgeCases = EdgeCasesMode.NONE)
    void survivesAnyBody(
            @ForAll("changes") List<Change> changes, @ForAll("places") double place, @ForAll byte[] noise) {
        Callback call = ACCOUNT.push(APPLICATIONS.get(0));
        String body = new String(call.body(), StandardCharsets.UTF_8);
        byte[] wrong = place < 0.1
                ? noise
                : Mutations.of(List.of(body), place, changes).getBytes(StandardCharsets.UTF_8);
        CallbackContract.isAnOutcome(
                ACCOUNT.receive(new Callback(call.method(), call.query(), call.headers(), wrong, call.receivedAt())));
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        return Mutations.changes();
    }

    @Provide
    Arbitrary<Double> places() {
        return Mutations.places();
    }
}
