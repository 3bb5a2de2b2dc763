// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rooms;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.DecisionPoint.Scope;
import org.huitong.api.access.Permissions;
import org.huitong.api.filter.Facts;
import org.huitong.api.message.MessageType;
import org.huitong.api.stage.Priority;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;

/**
 * Keeps people who may change rooms from opening messages to themselves. Who reads what nobody has given a place yet reads
 * everywhere, and is not asked; nor is an account that is nobody's.
 */
final class OwnPlaceGuard {
    private static final LocalText REASON = LocalText.of(
            "这会把消息开放给您自己的部门、项目或您负责的公司，请由另一位管理员操作。",
            "This opens messages to a department or project of yours or a company you lead. Somebody else can do it.");

    private final DecisionPoint decisions;
    private final Function<String, OwnPlace> places;

    /** @param places where the person of that id belongs */
    OwnPlaceGuard(DecisionPoint decisions, Function<String, OwnPlace> places) {
        this.decisions = decisions;
        this.places = places;
    }

    /** @throws Problem the change opens more to who makes it */
    void check(Asker by, Collection<Line> before, Optional<Line> old, Optional<Line> changed) {
        Collection<Line> about = changed.or(() -> old).stream().toList();
        if (by.person().isPresent()
                && !readsEverywhere(by, about)
                && places.apply(by.person().get()).isWidened(before, old, changed)) {
            throw refused();
        }
    }

    /** @throws Problem what was said before would be opened to who asks for it */
    void checkAnew(Asker by, Collection<Line> lines) {
        if (by.person().isPresent() && !readsEverywhere(by, lines)) {
            OwnPlace own = places.apply(by.person().get());
            if (lines.stream().anyMatch(own::isOpenedBy)) {
                throw refused();
            }
        }
    }

    private boolean readsEverywhere(Asker by, Collection<Line> about) {
        return decisions.scope(by, Act.of(Permissions.READ)) instanceof Scope.Within within
                && about.stream().allMatch(line -> within.filter().admits(unplaced(line.place())));
    }

    /** A message of the place with which no stage has done anything yet. */
    private static Facts unplaced(Line.Place place) {
        return new Facts(place.platform(), "", "", "", "", MessageType.TEXT, Instant.EPOCH, Priority.MEDIUM, Set.of());
    }

    private static Problem refused() {
        return new Problem(403, "own-place", REASON);
    }
}
