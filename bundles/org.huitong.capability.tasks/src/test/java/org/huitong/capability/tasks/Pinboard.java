// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Errands;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.TodoList;
import org.huitong.api.connector.Trail;
import org.huitong.api.message.Message;
import org.huitong.api.text.LocalText;

/** A platform's lists of what people have to do, which may be away; somebody may tick off what stands there. */
final class Pinboard implements TodoList, Errands {
    /** By our key of it. */
    final Map<String, Pinned> pinned = new LinkedHashMap<>();

    /** Every telling, in order. */
    final List<String> told = new ArrayList<>();

    boolean away;
    boolean refusing;

    /** An entry that stands there. */
    record Pinned(String whose, String title, String link, boolean done) {}

    /** {@code <who>: <title>} of what is to be done. */
    List<String> open() {
        return pinned.values().stream()
                .filter(one -> !one.done())
                .map(one -> one.whose() + ": " + one.title())
                .toList();
    }

    void tick() {
        pinned.replaceAll((key, one) -> new Pinned(one.whose(), one.title(), one.link(), true));
    }

    @Override
    public boolean isTodoList() {
        return true;
    }

    @Override
    public Optional<String> touched(Message event) {
        return Optional.of(event.payload()).filter(payload -> payload.startsWith("pin "));
    }

    @Override
    public Step<Shown> show(Todo todo, Optional<String> note, Trail trail) {
        if (away) {
            return Step.later(Duration.ofMinutes(1), LocalText.of("稍后", "later"));
        }
        if (refusing) {
            return Step.failed(Step.Failure.REFUSED, LocalText.of("不接受", "it is not taken"));
        }
        told.add(todo.state() + " " + todo.title());
        String key = note.map(n -> n.substring("pin ".length())).orElse(todo.id());
        Pinned before = pinned.get(key);
        if (todo.state() == State.GONE) {
            pinned.remove(key);
        } else if (todo.state() == State.OPEN && before != null && before.done()) {
            return Step.done(new Shown("pin " + key, "pin " + key, true));
        } else {
            String whose = before == null ? todo.ids().get(0) : before.whose();
            pinned.put(key, new Pinned(whose, todo.title(), todo.link(), todo.state() == State.DONE));
        }
        return Step.done(new Shown("pin " + key, "pin " + key, false));
    }

    @Override
    public Profile profile() {
        return new Profile(LocalText.of("飞书", "Feishu"), "acme", Duration.ofSeconds(3), "", "", false, List.of());
    }

    @Override
    public <T> CompletionStage<Ending<T>> run(
            String platform, String account, BiFunction<Connector, Trail, Step<T>> asking, BooleanSupplier leaving) {
        Step<T> step = asking.apply(this, Trail.beginning(Optional.empty()));
        return CompletableFuture.completedFuture(
                step instanceof Step.Done<T> done
                        ? new Ending.Done<>(done.value())
                        : step instanceof Step.Failed<T> failed
                                ? new Ending.Failed<>(failed.failure(), failed.detail())
                                : new Ending.Later<>(Duration.ofMinutes(1), LocalText.of("稍后", "later")));
    }
}
