// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.huitong.api.connector.ApprovalCentre;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Errands;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.text.LocalText;

/** A platform's approval centre, which remembers what it was told; it may be away. */
final class Bulletin implements ApprovalCentre, Errands {
    final List<Matter> told = new ArrayList<>();
    boolean away;

    Matter last() {
        return told.get(told.size() - 1);
    }

    /** Who finds the last of it among what they have to do. */
    List<String> waiting() {
        return last().voices().stream()
                .filter(voice -> voice.state() == State.WAITING)
                .map(voice -> voice.ids().get(1))
                .toList();
    }

    @Override
    public boolean isCentre() {
        return true;
    }

    @Override
    public Step<Shown> show(Matter matter, Standing standing, Trail trail) {
        if (away) {
            return Step.later(Duration.ofMinutes(1), LocalText.of("稍后", "later"));
        }
        told.add(matter);
        return Step.done(Shown.WHOLE);
    }

    @Override
    public Profile profile() {
        return new Profile(LocalText.of("飞书", "Feishu"), "hc", Duration.ofSeconds(3), "", "", false, List.of());
    }

    @Override
    public <T> CompletionStage<Ending<T>> run(
            String platform, String account, BiFunction<Connector, Trail, Step<T>> asking, BooleanSupplier leaving) {
        Step<T> step = asking.apply(this, Trail.beginning(Optional.empty()));
        return CompletableFuture.completedFuture(
                step instanceof Step.Done<T> done
                        ? new Ending.Done<>(done.value())
                        : new Ending.Later<>(Duration.ofMinutes(1), LocalText.of("稍后", "later")));
    }
}
