// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.leak;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.testkit.Eventually;

/** Streams stay open while people speak, are judged and lose rights. */
final class Streams {
    private static final int LIVE = 200;

    private final Scene scene;
    private final Visitors visitors;
    private final Verdicts verdicts;
    private final Doings doings;

    Streams(Scene scene, Visitors visitors, Verdicts verdicts, Doings doings) {
        this.scene = scene;
        this.visitors = visitors;
        this.verdicts = verdicts;
        this.doings = doings;
    }

    void hear() {
        Map<Visitor, Stream> open = new LinkedHashMap<>();
        visitors.all().forEach(visitor -> {
            visitor.comes();
            open.put(visitor, visitor.stream());
        });
        open.values().removeIf(stream -> stream.status() != 200);
        try {
            Set<Said> fresh = new HashSet<>(scene.speak(LIVE, true));
            scene.awaitAll();
            verdicts.judgeAnew();
            Set<String> known =
                    fresh.stream().map(said -> scene.ids.get(said.number)).collect(Collectors.toSet());
            open.forEach((visitor, stream) -> {
                Set<Said> lawful = verdicts.readable(visitor, fresh::contains);
                try {
                    Eventually.until(Scene.PATIENCE, "all is told", () -> of(stream, known)
                            .containsAll(lawful));
                } catch (AssertionError late) {
                    // What is missing is named below.
                }
            });
            open.forEach((visitor, stream) -> {
                verdicts.same(visitor, "a stream", of(stream, known), verdicts.readable(visitor, fresh::contains));
                verdicts.look(visitor, "a stream", stream.markers());
            });
            shut(open);
        } finally {
            open.values().forEach(Stream::close);
        }
    }

    /** What is taken away closes what is open. */
    private void shut(Map<Visitor, Stream> open) {
        Visitor visitor = visitors.named("reads all until today");
        Visitor still = visitors.named("everything");
        doings.take(visitor);
        Eventually.until(Scene.PATIENCE, "the stream of whoever lost a right is closed", () -> open.get(visitor)
                .isOver());
        if (open.get(still).isOver()) {
            verdicts.wrong("the stream of " + still + " was closed, too");
        }
    }

    private Set<Said> of(Stream stream, Set<String> known) {
        return stream.ids().stream()
                .filter(known::contains)
                .map(scene.byId::get)
                .collect(Collectors.toSet());
    }
}
