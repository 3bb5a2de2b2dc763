// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.finding;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.DecisionPoint.Decision;
import org.huitong.api.access.DecisionPoint.Scope;
import org.huitong.api.access.Permissions;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Clock;
import org.huitong.api.filter.Filter;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.finding.Change;
import org.huitong.api.finding.Findings;
import org.huitong.api.message.MessageId;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.stage.Mark;
import org.huitong.api.text.LocalText;
import org.huitong.hub.door.LineFinder;
import org.huitong.hub.door.Lookup;
import org.huitong.hub.door.ReadLog;
import org.huitong.hub.door.Sought;
import org.huitong.hub.journal.ByHand;
import org.huitong.hub.journal.Draft;
import org.huitong.hub.journal.Intake;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.journal.LogReader;
import org.huitong.hub.journal.Marking;
import org.huitong.hub.stage.StageBench;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes what people say into the log, of messages that they may see. */
@Component(service = Findings.class)
public final class JournalFindings implements Findings {
    private static final String SAY = "say";
    private static final int AT_ONCE = 200;
    /** What decides nothing about who may read a message; everything else does, or may one day. */
    private static final Set<Mark.Kind> HARMLESS =
            EnumSet.of(Mark.Kind.TAG, Mark.Kind.MODULE, Mark.Kind.PRIORITY, Mark.Kind.CUSTOMER, Mark.Kind.SECRECY);

    private final Journal journal;
    private final DecisionPoint decisions;
    private final Lookup lookup;
    private final Audit audit;
    private final Clock clock;
    private final Anew anew;
    private final ReadLog log;

    @Activate
    public JournalFindings(
            @Reference Journal journal,
            @Reference StageBench bench,
            @Reference DecisionPoint decisions,
            @Reference Audit audit,
            @Reference Lookup lookup,
            @Reference Clock clock) {
        this.journal = journal;
        this.lookup = lookup;
        this.decisions = decisions;
        this.audit = audit;
        this.clock = clock;
        this.anew = new Anew(journal, bench, clock);
        this.log = new ReadLog(audit);
    }

    @Override
    public Outcome say(Asker asker, MessageId id, Change change) {
        Optional<LocalText> objection = objection(asker, change);
        if (objection.isPresent()) {
            log.refused(asker, SAY, Optional.of(id.value()));
            return new Outcome.Denied(objection.get());
        }
        Scope scope = decisions.scope(asker, act(change));
        boolean seen = scope instanceof Scope.Within within
                && journal.transactions().read(connection -> {
                    long first = journal.log().firstSeq(connection, id);
                    return !LineFinder.fitting(connection, Sought.plain(within.filter()), List.of(first))
                            .isEmpty();
                });
        if (!seen) {
            log.refused(asker, SAY, Optional.of(id.value()));
            return new Outcome.Missing();
        }
        Draft draft = new Draft.Hand(id, new ByHand.Says(change), asker.account(), clock.instant(), Optional.empty());
        Deed deed = Deed.done(Doer.of(asker), "messages." + SAY, Thing.of("message", id.value()))
                .changing("", InWords.of(change));
        return new Outcome.Said(write(List.of(draft), Optional.of(deed)) > 0);
    }

    @Override
    public Optional<LocalText> objection(Asker asker, Change change) {
        Set<Mark.Kind> kinds = change.kinds();
        if (kinds.contains(Mark.Kind.RULE)) {
            return Optional.of(LocalText.of("哪条规则命中由规则判断，不能手工指定。", "Which rule fired is what rules say, not people."));
        }
        if (Stream.of(change.add(), change.remove(), change.only())
                .flatMap(Set::stream)
                .anyMatch(mark -> mark.kind() == Mark.Kind.SECRECY
                        && Secrecy.ofWord(mark.value()).isEmpty())) {
            return Optional.of(LocalText.of(
                    "密级只有 public、internal、secret、confidential。",
                    "Secrecy is one of public, internal, secret, confidential."));
        }
        return objection(decisions.decide(asker, act(change)));
    }

    private static Act act(Change change) {
        boolean assigns = !HARMLESS.containsAll(change.kinds()) || mayLower(change);
        return Act.of(assigns ? Permissions.ASSIGN : Permissions.TAG);
    }

    /** The contrary of it: what was made secret is so no longer. */
    private static Act contrary(Change change) {
        return change.kinds().contains(Mark.Kind.SECRECY) ? Act.of(Permissions.ASSIGN) : act(change);
    }

    /** Of secrecy the highest counts, and unmarked is internal: only what is added above that makes nothing less secret. */
    private static boolean mayLower(Change change) {
        return change.reset().contains(Mark.Kind.SECRECY)
                || Stream.of(change.remove(), change.only())
                        .flatMap(Set::stream)
                        .anyMatch(m -> m.kind() == Mark.Kind.SECRECY)
                || change.add().contains(Mark.of(Mark.Kind.SECRECY, Secrecy.PUBLIC.word()));
    }

    private static Optional<LocalText> objection(Decision decision) {
        return decision instanceof Decision.Denied denied ? Optional.of(denied.reason()) : Optional.empty();
    }

    @Override
    public Step sayOfMany(Asker asker, String piece, Filter filter, Change change, OptionalLong before, boolean only) {
        objection(asker, change).ifPresent(reason -> {
            throw new Refused(reason);
        });
        Sought those = lookup.of(within(asker, act(change)).and(filter), journal.head());
        if (!those.complete()) {
            throw new Refused(
                    LocalText.of("搜索还没有读完全部消息，请稍后再试。", "Search has not read all messages yet; try again later."));
        }
        MessageQuery query = new MessageQuery(filter, new MessageQuery.Order.Newest(before), AT_ONCE);
        Found found = journal.transactions().read(connection -> found(connection, those, query, only));
        ByHand says = new ByHand.Says(change);
        if (only) {
            return Effects.of(found.markings(), says, asker.account(), found.next());
        }
        List<Draft> drafts = new ArrayList<>();
        for (MessageId id : found.ids()) {
            drafts.add(new Draft.Hand(id, says, asker.account(), clock.instant(), Optional.of(piece)));
        }
        Deed deed = Deed.done(Doer.of(asker), "messages." + SAY, Thing.of("messages", piece))
                .changing("", InWords.of(change));
        return new Step(found.next(), drafts.size(), write(drafts, Optional.of(deed)), Map.of(), Map.of());
    }

    /** What a step works on. */
    private record Found(List<MessageId> ids, List<Marking> markings, OptionalLong next) {}

    private Found found(Connection connection, Sought those, MessageQuery query, boolean thoughts) throws SQLException {
        LineFinder.Found found = LineFinder.find(connection, those, query, journal.head());
        List<MessageId> ids =
                new ArrayList<>(journal.log().ids(connection, found.seqs()).values());
        List<Marking> markings = thoughts
                ? journal.log().ofMessages(connection, ids).stream()
                        .collect(Collectors.groupingBy(LogReader.Row::id))
                        .values()
                        .stream()
                        .map(Marking::of)
                        .toList()
                : List.of();
        return new Found(ids, markings, found.next());
    }

    @Override
    public Step takeBack(Asker asker, String piece, Change said, long after) {
        objection(decisions.decide(asker, contrary(said))).ifPresent(reason -> {
            throw new Refused(reason);
        });
        Sought may = Sought.plain(within(asker, act(said)).and(within(asker, contrary(said))));
        LogReader.Said lines =
                journal.transactions().read(connection -> journal.log().byHand(connection, piece, after, AT_ONCE));
        Set<Long> seen = Set.copyOf(journal.transactions()
                .read(connection -> LineFinder.fitting(
                        connection, may, List.copyOf(lines.messages().values()))));
        Map<Long, MessageId> ids =
                journal.transactions().read(connection -> journal.log().ids(connection, lines.lines()));
        List<Draft> drafts = new ArrayList<>();
        for (long line : lines.lines()) {
            if (seen.contains(lines.messages().get(line))) {
                drafts.add(new Draft.Hand(
                        ids.get(line),
                        new ByHand.TakesBack(line, said.kinds()),
                        asker.account(),
                        clock.instant(),
                        Optional.empty()));
            }
        }
        OptionalLong place = lines.lines().size() < AT_ONCE
                ? OptionalLong.empty()
                : OptionalLong.of(lines.lines().get(AT_ONCE - 1));
        Deed deed = Deed.done(Doer.of(asker), "messages.takeback", Thing.of("messages", piece))
                .changing(InWords.of(said), "");
        return new Step(place, lines.lines().size(), write(drafts, Optional.of(deed)), Map.of(), Map.of());
    }

    @Override
    public Step judgeAnew(Asker asker, String stage, long after, long upTo, boolean only) {
        Deed deed = Deed.done(Doer.of(asker), "messages.judge", Thing.of("stage", stage));
        return anew.judge(stage, after, upTo, only, drafts -> write(drafts, Optional.of(deed)));
    }

    @Override
    public long placeBefore(Instant time) {
        return journal.transactions().read(connection -> journal.log().placeBefore(connection, time));
    }

    @Override
    public long head() {
        return journal.head();
    }

    private Filter within(Asker asker, Act act) {
        Scope scope = decisions.scope(asker, act);
        if (scope instanceof Scope.Within within) {
            return within.filter();
        }
        throw new Refused(((Scope.Nothing) scope).reason());
    }

    /**
     * How many of them are lines of the log now.
     *
     * @param deed kept together with them, where any of them is anything new
     */
    private int write(List<Draft> drafts, Optional<Deed> deed) {
        if (drafts.isEmpty()) {
            return 0;
        }
        Intake.Beside beside = (connection, fresh) -> {
            if (fresh > 0 && deed.isPresent()) {
                audit.note(connection, deed.get());
            }
        };
        Intake.Outcome outcome = journal.write(drafts, beside);
        if (outcome instanceof Intake.Outcome.Stored stored) {
            return stored.fresh();
        }
        throw new Refused(
                outcome instanceof Intake.Outcome.Unsettled
                        ? LocalText.of(
                                "数据库还在写入，结果尚不清楚；请稍后查看。",
                                "The database is still writing, and it is not known yet whether it is kept; look later.")
                        : LocalText.of("数据库现在不接受写入，请稍后再试。", "The database takes nothing now; try again later."));
    }
}
