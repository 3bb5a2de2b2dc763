// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.huitong.api.connector.ApprovalCentre;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Errands;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.text.LocalText;

/** A platform's approval centre that takes no id of ours: what was made there twice stands there twice. */
final class Registry implements ApprovalCentre, Errands {
    private static final Step<Shown> UNSEEN =
            Step.failed(Step.Failure.UNKNOWN, LocalText.of("查不到这张单", "it is not listed"));

    /** What stands there. */
    final List<String> made = new ArrayList<>();

    final List<Matter> told = new ArrayList<>();
    Weather weather = Weather.FAIR;
    /** Whether what was made is listed, where it is asked for. */
    boolean lists;

    enum Weather {
        FAIR,
        /** What is made is made, and the answer does not come. */
        LOST,
        /** The hub ends as the call is under way, and nobody hears of it any more. */
        KILLED,
        /** The platform says that it makes none. */
        REFUSED
    }

    Matter last() {
        return told.get(told.size() - 1);
    }

    @Override
    public boolean isCentre() {
        return true;
    }

    @Override
    public Step<Shown> show(Matter matter, Standing standing, Trail trail) {
        if (!standing.note().isEmpty()) {
            told.add(matter);
            return Step.done(new Shown(standing.note(), false));
        }
        if (standing.doubtful()) {
            return lists && made.size() == 1 ? Step.done(new Shown(made.get(0), true)) : UNSEEN;
        }
        if (trail.reply().isEmpty()) {
            return Step.ask(Call.post(URI.create("https://registry.example/entries"), matter.id()));
        }
        return trail.reply().get().status() == 200
                ? Step.done(new Shown(new String(trail.reply().get().body()), true))
                : Step.failed(Step.Failure.REFUSED, LocalText.of("没有权限", "no right to do so"));
    }

    @Override
    public Profile profile() {
        return new Profile(LocalText.of("钉钉", "DingTalk"), "hc", Duration.ofSeconds(3), "", "", false, List.of());
    }

    @Override
    public <T> CompletionStage<Ending<T>> run(
            String platform, String account, BiFunction<Connector, Trail, Step<T>> asking, BooleanSupplier leaving) {
        Trail trail = Trail.beginning(Optional.empty());
        Step<T> step = asking.apply(this, trail);
        if (step instanceof Step.Ask<T> ask) {
            if (!leaving.getAsBoolean()) {
                return failed(Step.Failure.REFUSED, LocalText.of("不可重复", "not to be made twice"));
            }
            if (weather != Weather.REFUSED) {
                made.add("entry-" + made.size());
            }
            switch (weather) {
                case LOST -> {
                    return failed(Step.Failure.UNKNOWN, LocalText.of("没有应答", "no answer"));
                }
                case KILLED -> {
                    return new CompletableFuture<>();
                }
                default -> {
                    int status = weather == Weather.REFUSED ? 403 : 200;
                    byte[] body = weather == Weather.REFUSED
                            ? new byte[0]
                            : made.get(made.size() - 1).getBytes();
                    step = asking.apply(this, trail.then(ask.note(), new Reply(status, Map.of(), body)));
                }
            }
        }
        return step instanceof Step.Done<T> done
                ? CompletableFuture.completedFuture(new Ending.Done<>(done.value()))
                : failed(((Step.Failed<T>) step).failure(), ((Step.Failed<T>) step).detail());
    }

    private static <T> CompletionStage<Ending<T>> failed(Step.Failure failure, LocalText why) {
        return CompletableFuture.completedFuture(new Ending.Failed<>(failure, why));
    }
}
