// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks.routine;

import java.time.Instant;
import java.util.Optional;
import org.huitong.api.people.Roster;
import org.huitong.api.work.Duty;
import org.huitong.api.work.Tasks.Standing;
import org.huitong.capability.tasks.routine.RoutineJson.AskedJson;
import org.huitong.capability.tasks.routine.RoutineJson.RoundJson;
import org.huitong.capability.tasks.routine.RoutineJson.ScheduleJson;
import org.huitong.capability.tasks.routine.RoutineJson.ShareJson;

/** A recurring task and its rounds with the names that people know. */
record RoutineTelling(Duty duty) {
    RoutineJson of(Routine routine, Optional<Instant> next, Optional<RoundReport> last) {
        Plan plan = routine.plan();
        Roster roster = duty.roster();
        return new RoutineJson(
                routine.id(),
                routine.version(),
                plan.title(),
                Optional.of(plan.note()).filter(note -> !note.isEmpty()),
                ScheduleJson.of(plan.schedule()),
                plan.department(),
                plan.department().flatMap(roster::name),
                plan.asked().stream()
                        .map(one -> new AskedJson(one.kind().word(), one.id(), roster.name(one.id())))
                        .toList(),
                plan.tell().stream()
                        .map(id -> new AskedJson(Asked.Kind.PERSON.word(), id, roster.name(id)))
                        .toList(),
                routine.on(),
                routine.by(),
                routine.maker().flatMap(roster::name),
                next,
                last.map(this::of));
    }

    RoundJson of(RoundReport report) {
        Round round = report.round();
        return new RoundJson(
                round.opens(),
                round.due(),
                round.missed(),
                report.asked().size(),
                report.reported(),
                round.shares().stream().map(share -> of(report, share)).toList());
    }

    private ShareJson of(RoundReport report, Share share) {
        Optional<Standing> standing = report.of(share);
        Roster roster = duty.roster();
        String state = report.hasReported(share)
                ? report.isLate(share) ? "late" : "reported"
                : report.asked().contains(share) ? "missing" : "cancelled";
        return new ShareJson(
                share.person(),
                share.department(),
                share.person().or(share::department).flatMap(roster::name),
                share.task(),
                standing.map(Standing::code),
                standing.flatMap(Standing::assignee).flatMap(roster::name),
                state,
                standing.flatMap(Standing::endedAt));
    }
}
