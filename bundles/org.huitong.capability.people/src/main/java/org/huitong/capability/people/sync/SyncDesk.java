// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.huitong.api.clock.Clock;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Vault;
import org.huitong.api.web.Problem;
import org.huitong.capability.people.account.KnownTenants;
import org.huitong.capability.people.account.SeenAccounts;
import org.huitong.capability.people.roster.Draft;
import org.huitong.capability.people.roster.RosterKeeper;
import org.huitong.capability.people.roster.RosterPicture;
import org.huitong.capability.people.roster.RosterShelf.Origin;
import org.huitong.capability.people.sync.PlanShelf.Kept;
import org.huitong.capability.people.sync.PlanShelf.MadeOf;
import org.huitong.capability.people.sync.PlanShelf.State;
import org.huitong.capability.people.table.TextTable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where a list of people comes in: compared, shown, and carried out as a whole or not at all. The roster changes from one
 * picture to the next in one transaction, so nobody is ever without what they had and have again.
 */
@Component(service = SyncDesk.class)
public final class SyncDesk {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final RosterKeeper keeper;
    private final PlanShelf plans;
    private final SeenAccounts seen;
    private final Clock clock;

    @Activate
    public SyncDesk(
            @Reference RosterKeeper keeper,
            @Reference PlanShelf plans,
            @Reference SeenAccounts seen,
            @Reference Clock clock) {
        this.keeper = keeper;
        this.plans = plans;
        this.seen = seen;
        this.clock = clock;
    }

    /** One that nothing wires. */
    public static SyncDesk of(
            RosterKeeper keeper, Transactions transactions, Vault vault, SeenAccounts seen, Clock clock) {
        return new SyncDesk(keeper, new PlanShelf(transactions, vault), seen, clock);
    }

    /** Tells what the file would do, and keeps it, to be carried out. */
    public Told plan(byte[] file, String source, String by) {
        return plan(MadeOf.LIST, file, source, by);
    }

    /** Tells what {@link #complete} would do, and keeps it, to be carried out. */
    public Told plan(List<Completion.Claim> claims, String source, String by) {
        return plan(MadeOf.CLAIMS, ClaimsText.write(claims), source, by);
    }

    private Told plan(MadeOf madeOf, byte[] file, String source, String by) {
        RosterPicture now = keeper.roster();
        Kept kept = new Kept(newId(), clock.instant(), by, source, now.version(), State.WAITING, madeOf, file);
        SyncPlan plan = compared(new Draft(now), kept);
        plans.put(kept);
        return new Told(kept.id(), plan, false);
    }

    /** Carries it out at once where the brake lets it; else it waits as a plan. */
    public Told sync(byte[] file, String source, String by) {
        Told told = plan(file, source, by);
        return told.plan().brake().holds() ? told : carryOut(told.id(), Optional.empty(), by);
    }

    /**
     * Adds what a platform knows of those who have an account there, and takes nothing from anybody: what a list that comes
     * before it says stays as it is. So there is nothing for the brake to hold.
     */
    public SyncPlan complete(List<Completion.Claim> claims, String source, String by) {
        SyncPlan shown = Completion.of(new Draft(keeper.roster()), claims, clock.today());
        if (shown.differences().isEmpty()) {
            return shown;
        }
        SyncPlan[] done = new SyncPlan[1];
        keeper.change(
                new Origin(by, source, source + ": ±" + shown.count("changed")),
                draft -> done[0] = Completion.of(draft, claims, clock.today()));
        return done[0];
    }

    /** The plan as it would be carried out now. */
    public Told look(String id) {
        Kept kept = waiting(id);
        return new Told(id, compared(new Draft(keeper.roster()), kept), false);
    }

    /**
     * Does what the plan shows.
     *
     * @param despite why it is to be done although it takes something from many
     * @throws Problem 409 {@code braked}, {@code plan-overtaken} or {@code plan-done}; 404
     */
    public Told carryOut(String id, Optional<String> despite, String by) {
        Kept kept = waiting(id);
        SyncPlan[] done = new SyncPlan[1];
        RosterPicture before = keeper.roster();
        SyncPlan shown = compared(new Draft(before), kept);
        if (shown.brake().holds() && despite.isEmpty()) {
            throw braked(shown.brake());
        }
        keeper.change(origin(kept, shown, despite, by), draft -> {
            if (draft.base().version() != kept.base()) {
                throw overtaken();
            }
            done[0] = compared(draft, kept);
        });
        plans.done(id);
        return new Told(id, done[0], true);
    }

    private static Origin origin(Kept kept, SyncPlan plan, Optional<String> despite, String by) {
        return new Origin(
                by,
                kept.source(),
                kept.source() + " " + kept.id() + ": +" + (plan.count("added") + plan.count("returned")) + " ±"
                        + plan.count("changed") + " −" + plan.count("left")
                        + despite.map(reason -> ", despite: " + reason).orElse(""));
    }

    private Kept waiting(String id) {
        Kept kept = plans.find(id).orElseThrow(() -> Problem.notFound(LocalText.of("这份计划", "plan")));
        if (kept.state() == State.DONE) {
            throw new Problem(409, "plan-done", LocalText.of("这份计划已经执行过了。", "This plan has been carried out already."));
        }
        return kept;
    }

    private SyncPlan compared(Draft draft, Kept kept) {
        return switch (kept.madeOf()) {
            case LIST -> SyncPlan.of(
                    draft,
                    TextTable.read(kept.file()),
                    KnownTenants.of(draft.base(), seen),
                    clock.today(),
                    kept.source());
            case CLAIMS -> Completion.of(draft, ClaimsText.read(kept.file()), clock.today());
        };
    }

    private static Problem braked(Brake brake) {
        return new Problem(
                409,
                "braked",
                LocalText.of(
                        "将有 " + brake.affected() + " 人（共 " + brake.of()
                                + " 人）离职或失去部门、职责，超过 10%，已停下。确认无误后，请写明理由（despite）再执行。",
                        brake.affected() + " of " + brake.of()
                                + " people would leave or lose a department or a charge, more than 10 %, so nothing was done. If that is right, send a reason (despite)."));
    }

    private static Problem overtaken() {
        return new Problem(
                409,
                "plan-overtaken",
                LocalText.of("人员在此期间有改动，请重新导入以得到新的计划。", "People have changed meanwhile; import again for a new plan."));
    }

    private static String newId() {
        byte[] bytes = new byte[10];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** A plan and whether it has been carried out. */
    public record Told(String id, SyncPlan plan, boolean done) {}
}
