// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.consent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.huitong.api.connector.Consents;
import org.huitong.api.connector.Consents.Between;
import org.huitong.api.connector.Consents.Consent;
import org.huitong.api.connector.Consents.State;
import org.huitong.api.connector.Errands;
import org.huitong.api.connector.Errands.Ending;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.keeping.Admittance.Undecided;
import org.huitong.api.text.LocalText;

/** Asks a platform, and waits for what it says. */
final class Asking {
    private static final long PATIENCE_SECONDS = 25;
    private static final LocalText NO_ANSWER =
            LocalText.of("平台没有及时回答客户是否同意存档", "the platform did not tell in time who agreed to being kept");

    private final Errands errands;

    Asking(Errands errands) {
        this.errands = errands;
    }

    /** Of each of these what the platform knows; of a group whatever it tells besides. */
    Map<Between, Consent> consents(String platform, String account, Collection<Between> whom)
            throws Undecided, InterruptedException {
        Map<Between, Consent> told = new LinkedHashMap<>();
        whom.forEach(one -> told.put(one, new Consent(one, State.UNKNOWN, Optional.empty())));
        for (List<Between> some : portions(whom)) {
            Optional<List<Consent>> answer = some(platform, account, some);
            if (answer.isEmpty() && some.size() > 1) {
                // One that the platform does not know is no answer for the others.
                for (Between one : some) {
                    some(platform, account, List.of(one))
                            .orElse(List.of())
                            .forEach(consent -> told.put(consent.whom(), consent));
                }
            }
            answer.orElse(List.of()).forEach(consent -> told.put(consent.whom(), consent));
        }
        return told;
    }

    private Optional<List<Consent>> some(String platform, String account, List<Between> some)
            throws Undecided, InterruptedException {
        return ask(platform, account, (consents, trail) -> consents.ask(some, trail));
    }

    private static List<List<Between>> portions(Collection<Between> whom) {
        Map<String, List<Between>> byRoom = new LinkedHashMap<>();
        whom.forEach(one ->
                byRoom.computeIfAbsent(one.room(), room -> new ArrayList<>()).add(one));
        List<List<Between>> portions = new ArrayList<>();
        byRoom.forEach((room, all) -> {
            if (!room.isEmpty()) {
                portions.add(List.of(all.get(0)));
                return;
            }
            for (int i = 0; i < all.size(); i += Consents.AT_ONCE) {
                portions.add(List.copyOf(all.subList(i, Math.min(i + Consents.AT_ONCE, all.size()))));
            }
        });
        return portions;
    }

    List<String> covered(String platform, String account) throws Undecided, InterruptedException {
        return ask(platform, account, Consents::covered).orElse(List.of());
    }

    /** Empty where the platform does not know whom it is asked about, and never will. */
    private <T> Optional<T> ask(String platform, String account, BiFunction<Consents, Trail, Step<T>> question)
            throws Undecided, InterruptedException {
        Ending<T> ending;
        try {
            ending = errands.<T>run(
                            platform,
                            account,
                            (there, trail) -> there instanceof Consents consents
                                    ? question.apply(consents, trail)
                                    : Step.failed(Step.Failure.ACCOUNT, NO_ANSWER))
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException late) {
            throw new Undecided(NO_ANSWER);
        }
        if (ending instanceof Ending.Done<T> done) {
            return Optional.of(done.value());
        }
        if (ending instanceof Ending.Failed<T> failed && failed.failure() == Step.Failure.REFUSED) {
            return Optional.empty();
        }
        throw new Undecided(
                ending instanceof Ending.Failed<T> failed ? failed.why() : ((Ending.Later<T>) ending).why());
    }
}
