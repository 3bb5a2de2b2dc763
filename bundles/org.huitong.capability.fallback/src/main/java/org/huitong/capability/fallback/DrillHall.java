// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.fallback;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Clock;
import org.huitong.api.operation.SendingBoard;
import org.huitong.api.operation.SendingBoard.Reached;
import org.huitong.api.people.People;
import org.huitong.api.people.Roster;
import org.huitong.capability.fallback.Drill.Line;
import org.huitong.capability.fallback.FallbackResource.DrillJson;
import org.huitong.capability.fallback.FallbackResource.LineJson;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where drills are held: everybody's ways are looked up as they are, and nothing is sent. */
@Component(service = DrillHall.class)
public final class DrillHall {
    private static final String READ_PEOPLE = "people.read";
    private static final int MOST_SHOWN = 2_000;

    private final DrillShelf shelf;
    private final Signposts signposts;
    private final SendingBoard board;
    private final People people;
    private final DecisionPoint decisions;
    private final Audit audit;
    private final Clock clock;

    @Activate
    public DrillHall(
            @Reference DrillShelf shelf,
            @Reference Signposts signposts,
            @Reference SendingBoard board,
            @Reference People people,
            @Reference DecisionPoint decisions,
            @Reference Audit audit,
            @Reference Clock clock) {
        this.shelf = shelf;
        this.signposts = signposts;
        this.board = board;
        this.people = people;
        this.decisions = decisions;
        this.audit = audit;
        this.clock = clock;
    }

    DrillShelf shelf() {
        return shelf;
    }

    Roster roster() {
        return people.roster();
    }

    Drill hold(List<String> supposed, Doer by) {
        List<Line> lines = Drill.lines(
                List.copyOf(people.roster().persons()),
                new LinkedHashSet<>(supposed),
                person -> board.reach(person).stream()
                        .map(Reached::platform)
                        .distinct()
                        .toList(),
                person -> signposts.chain(person, true));
        Drill drill = new Drill(
                UUID.randomUUID().toString().replace("-", ""),
                clock.instant(),
                by.account(),
                supposed.stream().distinct().toList(),
                lines);
        shelf.transactions().write(connection -> {
            shelf.keep(connection, drill);
            audit.note(
                    connection,
                    Deed.done(by, "fallback.drill", Thing.of("drill", drill.id()))
                            .changing("", String.join(" ", drill.supposed())));
            return null;
        });
        return drill;
    }

    /** Those for whom nothing would change are counted and not named. */
    DrillJson told(Drill drill, Asker asker) {
        boolean names = decisions.decide(asker, Act.of(READ_PEOPLE)) instanceof DecisionPoint.Decision.Allowed;
        Roster roster = people.roster();
        List<LineJson> lines = drill.lines().stream()
                .filter(line -> !line.usual().equals(line.then()) || line.then().isEmpty())
                .sorted(Comparator.comparing((Line line) -> line.then().isPresent())
                        .thenComparing(line -> line.then().orElse(""))
                        .thenComparing(Line::person))
                .limit(MOST_SHOWN)
                .map(line -> new LineJson(
                        line.person(),
                        names ? roster.name(line.person()) : Optional.empty(),
                        line.usual(),
                        line.then()))
                .toList();
        return new DrillJson(
                drill.id(),
                drill.at(),
                drill.by(),
                drill.supposed(),
                drill.lines().size(),
                drill.unreached(),
                drill.byWay(),
                lines);
    }
}
