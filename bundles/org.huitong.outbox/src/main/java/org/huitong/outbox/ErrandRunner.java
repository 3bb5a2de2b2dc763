// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Errands;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The outbox's way of going from step to step, and its tokens, for questions that are no letters. */
@Component
public final class ErrandRunner implements Errands {
    private static final Duration AGAIN = Duration.ofSeconds(10);
    private static final LocalText HARMFUL =
            LocalText.of("连接器在这里要求做不可重复的调用，请联系它的开发者", "the connector wants a call that must not be made twice");

    private final Errand.Gear gear;

    @Activate
    public ErrandRunner(@Reference Dispatcher dispatcher) {
        this.gear = dispatcher.gear();
    }

    @Override
    public <T> CompletionStage<Ending<T>> run(
            String platform, String account, BiFunction<Connector, Trail, Step<T>> asking, BooleanSupplier leaving) {
        return Errand.<T>run(gear, new AccountName(platform, account), Errand.Phase.QUESTION, asking::apply, leaving)
                .thenApply(ErrandRunner::ending);
    }

    private static <T> Ending<T> ending(Errand.End<T> end) {
        if (end instanceof Errand.End.Done<T> done) {
            return new Ending.Done<>(done.value());
        }
        if (end instanceof Errand.End.Later<T> later) {
            return new Ending.Later<>(later.after(), later.why());
        }
        if (end instanceof Errand.End.Failed<T> failed) {
            return new Ending.Failed<>(failed.failure(), failed.detail());
        }
        if (end instanceof Errand.End.Unsent<T> unsent) {
            return new Ending.Later<>(AGAIN, unsent.why());
        }
        return new Ending.Failed<>(Step.Failure.REFUSED, HARMFUL);
    }
}
