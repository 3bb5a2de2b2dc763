// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Goes from step to step for whoever in the hub asks a platform for something: makes the calls, keeps the account's token
 * and renews it once for all. Provided by the outbox; safe for many threads.
 */
@ProviderType
public interface Errands {
    /**
     * Begins, and comes to an end on another thread; never exceptionally but where the outbox goes.
     *
     * @param asking the next step of this account's connector, which may be another one at each step; its calls are
     *     harmless, another kind ends the errand
     */
    default <T> CompletionStage<Ending<T>> run(
            String platform, String account, BiFunction<Connector, Trail, Step<T>> asking) {
        return run(platform, account, asking, () -> false);
    }

    /**
     * The same, for what cannot be made twice without harm as well.
     *
     * @param leaving asked before each call that is not harmless: it writes down that nobody can tell any more, or says
     *     that the call is not to be made. Where it was, and the errand ends otherwise than as {@link
     *     Step.Failure#UNKNOWN}, it is known what came of it
     */
    <T> CompletionStage<Ending<T>> run(
            String platform, String account, BiFunction<Connector, Trail, Step<T>> asking, BooleanSupplier leaving);

    /** How it ended. */
    sealed interface Ending<T> {
        record Done<T>(T value) implements Ending<T> {}

        /** It may succeed another time. */
        record Later<T>(Duration after, LocalText why) implements Ending<T> {}

        /** It will not, as things are; {@code failure} says whose the matter is. */
        record Failed<T>(Step.Failure failure, LocalText why) implements Ending<T> {}
    }
}
