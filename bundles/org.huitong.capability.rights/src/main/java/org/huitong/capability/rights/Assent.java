// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Clock;
import org.huitong.api.operation.Check;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.api.work.Approvals;
import org.huitong.capability.rights.Unasked.Turn;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Knows whether rights are changed with the assent of others alone. That is so from the moment on in which approvals were
 * on for the first time, and remembered here: a capability that is being exchanged, a setting, or an approver who has left
 * opens no door. Only somebody who manages the hub, and so gives no roles, switches it off, in so many words; health says
 * so until it is on again, and what was given meanwhile until somebody else has looked at it. Safe for many threads.
 */
@Component(service = {Assent.class, Check.class})
public final class Assent implements Check {
    static final String SWITCH = "approvals.switch";
    static final String REVIEW = "approvals.review";
    private static final int MOST_STEPS = 5;
    private static final int MOST_NAMED = 10;
    private static final String READ = "SELECT asked, since, made_by, chain FROM rights_assent WHERE id = 1";
    private static final String CHANGE =
            "UPDATE rights_assent SET asked = ?, since = ?, made_by = ?, chain = ? WHERE id = 1";
    private static final String BEGIN =
            "INSERT INTO rights_assent (asked, since, made_by, chain, id) VALUES (?, ?, ?, ?, 1)";

    private final Transactions transactions;
    private final Audit audit;
    private final Clock clock;
    private final RightsKeeper keeper;
    private final Runnable gone;
    private volatile Approvals approvals;

    /** As it was when it was last noticed, for who must not wait. */
    private volatile Optional<Standing> known;

    private volatile List<Unasked> unasked;

    @Activate
    public Assent(
            @Reference Transactions transactions,
            @Reference(target = "(schema=rights)") Schema tables,
            @Reference Audit audit,
            @Reference Clock clock,
            @Reference RightsKeeper keeper) {
        this(transactions, audit, clock, keeper);
    }

    /** It is noticed with whatever the keeper tells: who approves follows from roles and people. */
    Assent(Transactions transactions, Audit audit, Clock clock, RightsKeeper keeper) {
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.keeper = keeper;
        this.known = transactions.read(Assent::standing);
        this.unasked = transactions.read(UnaskedShelf::all);
        this.gone = keeper.whenTold(this::notice);
    }

    @Deactivate
    void leave() {
        gone.run();
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setApprovals(Approvals come) {
        approvals = come;
        notice();
    }

    /** Its settings are others, its chain perhaps among them. */
    void updatedApprovals(Approvals same) {
        notice();
    }

    void unsetApprovals(Approvals left) {
        if (approvals == left) {
            approvals = null;
        }
    }

    /**
     * How it was left.
     *
     * @param by the account that switched it
     * @param chain the roles that approved when it was last noticed
     */
    record Standing(boolean asked, Instant since, String by, List<String> chain) {
        Standing through(List<String> roles) {
            return new Standing(asked, since, by, roles);
        }
    }

    /**
     * Where to ask; empty where what they want is done at once.
     *
     * @throws Problem where it would have to be asked, and cannot be; it says why
     */
    Optional<Approvals> needed(Asker by) {
        notice();
        if (known.filter(Standing::asked).isEmpty()) {
            return Optional.empty();
        }
        Approvals asked = approvals;
        if (asked == null) {
            throw new Problem(
                    503,
                    "approvals-away",
                    LocalText.of(
                            "权限变更须经审批，审批模块正在启动、升级或已被移除，请稍后再试。",
                            "Rights are changed with approvals, and what approves is being started or exchanged, or was"
                                    + " removed; try again later."));
        }
        if (by.person().isEmpty()) {
            throw new Problem(
                    403,
                    "no-person",
                    LocalText.of(
                            "审批启用后，权限变更要由有对应人员的账号申请：没有人员的账号无法确认申请人不是审批人。",
                            "Where approvals are on, rights are changed by the accounts of people: of an account that"
                                    + " is nobody’s, nobody knows that it is not the approver’s."));
        }
        return Optional.of(asked);
    }

    /** Remembers it where approvals are on for the first time, and which roles approve. */
    void notice() {
        if (remembers()) {
            keeper.renew();
        }
    }

    /** @return whether it is another now; telling waits for the keeper, and so comes after the lock */
    private synchronized boolean remembers() {
        known = transactions.read(Assent::standing);
        if (!unasked.isEmpty()) {
            unasked = transactions.read(UnaskedShelf::all);
        }
        Approvals asked = approvals;
        if (asked == null) {
            return false;
        }
        if (known.isEmpty()) {
            return asked.isOn() && keep(true, Doer.HUB);
        }
        Standing now = known.get().through(chain());
        if (now.equals(known.get())) {
            return false;
        }
        known = transactions.write(connection -> {
            write(connection, CHANGE, now);
            return Optional.of(now);
        });
        return true;
    }

    /** As it is kept. */
    Optional<Standing> standing() {
        return transactions.read(Assent::standing);
    }

    void set(boolean asked, Doer by) {
        keep(asked, by);
        keeper.renew();
    }

    private synchronized boolean keep(boolean asked, Doer by) {
        Standing now = new Standing(asked, now(), by.account(), chain());
        known = transactions.write(connection -> {
            if (write(connection, CHANGE, now) == 0) {
                write(connection, BEGIN, now);
            }
            if (asked) {
                UnaskedShelf.end(connection, new Turn(now.since(), now.by()));
            } else {
                UnaskedShelf.begin(connection, new Turn(now.since(), now.by()));
            }
            audit.note(connection, Deed.done(by, SWITCH, Deed.Thing.of("approvals", asked ? "on" : "off")));
            return Optional.of(now);
        });
        unasked = transactions.read(UnaskedShelf::all);
        return true;
    }

    /** The times in which they were off, and what was given in them, newest first. */
    List<Unasked> unasked() {
        return transactions.read(UnaskedShelf::all);
    }

    /**
     * Somebody has looked at what was given while approvals were off.
     *
     * @throws Problem where it is still so, their own deed, or looked at already
     */
    synchronized void look(int id, Asker by) {
        Unasked one = unasked().stream()
                .filter(time -> time.id() == id)
                .findFirst()
                .orElseThrow(() -> Problem.notFound(LocalText.of("这段审批关闭的时间", "time without approvals")));
        if (one.on().isEmpty()) {
            throw new Problem(
                    409,
                    "still-off",
                    LocalText.of("审批还在关闭中，重新启用后再核查。", "Approvals are off still; look at it once they are on again."));
        }
        if (one.isOwn(by)) {
            throw new Problem(
                    403,
                    "own-deed",
                    LocalText.of(
                            "关闭或启用审批的人、授予的人和被授予的人不能自己核查，要由他人核查。",
                            "Who switched, who gave and who was given something does not look at it themselves; somebody"
                                    + " else does."));
        }
        boolean first = transactions.write(connection -> {
            boolean news = UnaskedShelf.look(connection, id, new Turn(now(), by.account()));
            if (news) {
                audit.note(connection, Deed.done(Doer.of(by), REVIEW, Deed.Thing.of("approvals", "off-" + id)));
            }
            return news;
        });
        unasked = unasked();
        if (!first) {
            throw new Problem(409, "looked-at", LocalText.of("已有人核查过。", "Somebody has looked at it already."));
        }
    }

    /** What cannot be a role is none. */
    private List<String> chain() {
        Approvals asked = approvals;
        return asked == null
                ? known.map(Standing::chain).orElse(List.of())
                : asked.chain().stream()
                        .filter(role -> role.matches("\\S{1,64}"))
                        .limit(MOST_STEPS)
                        .toList();
    }

    private static int write(Connection connection, String sql, Standing standing) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setBoolean(1, standing.asked());
            statement.setLong(2, standing.since().toEpochMilli());
            statement.setString(3, standing.by());
            statement.setString(4, String.join(" ", standing.chain()));
            return statement.executeUpdate();
        }
    }

    static Optional<Standing> standing(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ);
                ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(new Standing(
                            row.getBoolean(1),
                            Instant.ofEpochMilli(row.getLong(2)),
                            row.getString(3),
                            roles(row.getString(4))))
                    : Optional.empty();
        }
    }

    private static List<String> roles(String textOrNull) {
        return textOrNull == null || textOrNull.isEmpty() ? List.of() : List.of(textOrNull.split(" "));
    }

    @Override
    public String name() {
        return "approvals";
    }

    @Override
    public Result result() {
        Approvals asked = approvals;
        if (known.isEmpty()) {
            return Result.up("Rights are changed without approvals: they were never on here.");
        }
        if (!known.get().asked()) {
            return Result.degraded(
                    "Approvals of rights were switched off by " + known.get().by()
                            + "; PUT /api/v1/rights/approvals {\"on\": true} switches them on."
                            + " 权限变更的审批已被关闭，任何有授权权限的人都可以直接修改角色。"
                            + given());
        }
        String given = given();
        if (!given.isEmpty()) {
            return Result.degraded("Rights were changed while approvals were off; somebody else looks at it on the page"
                    + " “Given unasked”. 审批关闭期间有权限变更，请由他人在页面“未经审批的授权”核查。" + given);
        }
        if (asked == null) {
            return Result.degraded("No rights can be changed: what approves is away; start the capability approvals."
                    + " 权限变更须经审批，但审批模块不在：请启动审批模块。");
        }
        // Its settings do not matter: what was once on is asked for, whatever they say.
        return asked.hindrance()
                .map(why -> Result.degraded("No rights can be changed. " + why.en() + " 目前无法变更权限：" + why.zh()))
                .orElseGet(() -> Result.up("Rights are changed with approvals."));
    }

    /** As the table keeps it. */
    Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    /** What waits for somebody else to look at it. */
    private String given() {
        return unasked.stream()
                .filter(time -> time.waits(now()))
                .flatMap(time -> time.given().stream())
                .map(gift -> gift.person()
                                .map(person -> keeper.nameOf(person).orElse(person) + ": ")
                                .orElse("") + String.join(", ", gift.roles()) + " (by " + gift.by() + ")")
                .limit(MOST_NAMED)
                .collect(Collectors.joining("; ", " ", ""))
                .stripTrailing();
    }
}
