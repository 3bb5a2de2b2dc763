// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Knows whether rights are changed with the assent of others alone. That is so from the moment on in which approvals were
 * on for the first time, and remembered here: a capability that is being exchanged, a setting, or an approver who has left
 * opens no door. Only somebody who secures the hub switches it off, in so many words, and health says so until it is on
 * again. Safe for many threads.
 */
@Component(service = {Assent.class, Check.class})
public final class Assent implements Check {
    static final String SWITCH = "approvals.switch";
    private static final String READ = "SELECT asked, since, made_by FROM rights_assent WHERE id = 1";
    private static final String CHANGE = "UPDATE rights_assent SET asked = ?, since = ?, made_by = ? WHERE id = 1";
    private static final String BEGIN = "INSERT INTO rights_assent (asked, since, made_by, id) VALUES (?, ?, ?, 1)";

    private final Transactions transactions;
    private final Audit audit;
    private final Clock clock;
    private final Runnable told;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Approvals approvals;

    /** As it was when somebody last looked, for who must not wait. */
    private volatile Optional<Standing> known;

    @Activate
    public Assent(
            @Reference Transactions transactions,
            @Reference(target = "(schema=rights)") Schema tables,
            @Reference Audit audit,
            @Reference Clock clock,
            @Reference RightsKeeper keeper) {
        this(transactions, audit, clock, keeper::renew, null);
    }

    /** @param told once it is another: whose accounts are guarded follows from it */
    Assent(Transactions transactions, Audit audit, Clock clock, Runnable told, Approvals approvalsOrNull) {
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.told = told;
        this.approvals = approvalsOrNull;
        this.known = transactions.read(Assent::standing);
    }

    /**
     * How it was left.
     *
     * @param by the account that switched it
     */
    record Standing(boolean asked, Instant since, String by) {}

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

    /** Remembers it where approvals are on for the first time. */
    void notice() {
        known = transactions.read(Assent::standing);
        Approvals asked = approvals;
        if (known.isEmpty() && asked != null && asked.isOn()) {
            set(true, Doer.HUB);
        }
    }

    Optional<Standing> standing() {
        return known;
    }

    void set(boolean asked, Doer by) {
        known = transactions.write(connection -> {
            Standing now = new Standing(asked, Instant.ofEpochMilli(clock.millis()), by.account());
            if (keep(connection, CHANGE, now) == 0) {
                keep(connection, BEGIN, now);
            }
            audit.note(connection, Deed.done(by, SWITCH, Deed.Thing.of("approvals", asked ? "on" : "off")));
            return Optional.of(now);
        });
        told.run();
    }

    private static int keep(Connection connection, String sql, Standing standing) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setBoolean(1, standing.asked());
            statement.setLong(2, standing.since().toEpochMilli());
            statement.setString(3, standing.by());
            return statement.executeUpdate();
        }
    }

    static Optional<Standing> standing(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ);
                ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(
                            new Standing(row.getBoolean(1), Instant.ofEpochMilli(row.getLong(2)), row.getString(3)))
                    : Optional.empty();
        }
    }

    @Override
    public String name() {
        return "approvals";
    }

    /** Health is looked at all day: so it is noticed, too, where approvals are on before anybody asks for something. */
    @Override
    public Result result() {
        Approvals asked = approvals;
        if (known.isEmpty() && asked != null && asked.isOn()) {
            notice();
        }
        if (known.isEmpty()) {
            return Result.up("Rights are changed without approvals: they were never on here.");
        }
        if (!known.get().asked()) {
            return Result.degraded(
                    "Approvals of rights were switched off by " + known.get().by()
                            + "; PUT /api/v1/rights/approvals {\"on\": true} switches them on."
                            + " 权限变更的审批已被关闭，任何有授权权限的人都可以直接修改角色。");
        }
        if (asked == null || !asked.isOn()) {
            return Result.degraded("No rights can be changed: what approves is away, off in its settings, or nobody has"
                    + " a role that approves. 权限变更须经审批，但目前无法审批：请启动审批模块，或让每个审批角色都有人担任。");
        }
        return Result.up("Rights are changed with approvals.");
    }
}
