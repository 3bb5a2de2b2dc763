// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.huitong.api.access.Asker;
import org.huitong.api.access.RoleHolders;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Alarms;
import org.huitong.api.clock.Clock;
import org.huitong.api.outbox.Outbox;
import org.huitong.api.people.People;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.api.work.Approvable;
import org.huitong.api.work.Approvals;
import org.huitong.api.work.Duty;
import org.huitong.capability.approvals.Approval.State;
import org.huitong.capability.approvals.Approval.Step;
import org.huitong.capability.approvals.Chain.Approver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/** Where it is asked: who is to approve, in which order, and who is told. */
@Component(
        service = {Approvals.class, ApprovalDesk.class},
        configurationPid = "org.huitong.capability.approvals")
@Designate(ocd = ApprovalsConfig.class)
public final class ApprovalDesk implements Approvals {
    static final String WAIT = "approvals.wait";
    static final String CENTRE = "approvals.centre";
    /** In an emergency: one who lets it be done, and one who looks at it afterwards. */
    private static final int TWO = 2;

    private final ApprovalShelf shelf;
    private final Outbox outbox;
    private final Alarms alarms;
    private final Clock clock;
    private final People people;
    private final RoleHolders holders;
    private final Audit audit;
    private final Hands hands;
    private final Map<String, Approvable> approvables = new ConcurrentHashMap<>();
    private volatile Terms terms;

    @Activate
    public ApprovalDesk(
            @Reference ApprovalShelf shelf,
            @Reference Outbox outbox,
            @Reference Alarms alarms,
            @Reference Clock clock,
            @Reference People people,
            @Reference RoleHolders holders,
            @Reference Audit audit,
            @Reference Hands hands,
            ApprovalsConfig config) {
        this(shelf, outbox, alarms, clock, people, holders, audit, hands, Terms.of(config));
    }

    ApprovalDesk(
            ApprovalShelf shelf,
            Outbox outbox,
            Alarms alarms,
            Clock clock,
            People people,
            RoleHolders holders,
            Audit audit,
            Hands hands,
            Terms terms) {
        this.shelf = shelf;
        this.outbox = outbox;
        this.alarms = alarms;
        this.clock = clock;
        this.people = people;
        this.holders = holders;
        this.audit = audit;
        this.hands = hands;
        this.terms = terms;
    }

    @Modified
    void set(ApprovalsConfig config) {
        terms = Terms.of(config);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(Approvable approvable, Map<String, Object> properties) {
        if (properties.get("huitong.approval") instanceof String kind) {
            approvables.put(kind, approvable);
        }
    }

    void remove(Approvable approvable) {
        approvables.values().remove(approvable);
    }

    Optional<Approvable> approvable(String kind) {
        return Optional.ofNullable(approvables.get(kind));
    }

    Terms terms() {
        return terms;
    }

    ApprovalLetters letters() {
        return new ApprovalLetters(outbox, clock.zone(), terms.address());
    }

    Chain approvers() {
        return new Chain(new Duty(people.roster(), clock.today()), holders, hands::placed);
    }

    /** @throws Problem where the account was made after it was asked for: it may have been made for this */
    void checkAccount(Approval approval, Asker by) {
        if (hands.isMadeFor(approval, by)) {
            throw new Problem(
                    403,
                    "account-too-new",
                    LocalText.of(
                            "您的账号是在这项申请提出之后新建或转给您的，不能用来审批它；请由其他审批人决定。",
                            "Your account was made, or made yours, after this was asked for, and has no voice in it;"
                                    + " another approver decides."));
        }
    }

    Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    @Override
    public boolean isOn() {
        return whyNot().isEmpty();
    }

    /** Why nothing is asked here, in words; empty where it is. */
    Optional<LocalText> whyNot() {
        Terms set = terms;
        if (set.mode() == Terms.Mode.NEVER || set.chain().isEmpty()) {
            return Optional.of(LocalText.of(
                    "审批已在设置中关闭。曾经启用过的，权限变更仍须审批，见“角色与权限”。",
                    "Approvals are switched off in the settings. Where they were on before, changes of rights still"
                            + " need them; see Rights."));
        }
        return set.mode() == Terms.Mode.ALWAYS
                ? Optional.empty()
                : vacancy(set)
                        .map(text -> LocalText.of(
                                text.zh() + "从未启用过审批的，变更直接生效；启用过的，变更要等有人担任才能提交。",
                                text.en()
                                        + " Where approvals were never on, changes count at once; else they wait until"
                                        + " somebody has it."));
    }

    @Override
    public List<String> chain() {
        return terms.chain();
    }

    @Override
    public Optional<LocalText> hindrance() {
        Terms set = terms;
        return set.chain().isEmpty()
                ? Optional.of(LocalText.of("审批链中没有角色。", "There is no role in the chain."))
                : vacancy(set);
    }

    private Optional<LocalText> vacancy(Terms set) {
        List<LocalText> vacant = set.chain().stream()
                .filter(role -> !role.equals(Chain.DEPARTMENT_HEAD)
                        && holders.of(role, Optional.empty()).isEmpty())
                .map(holders::name)
                .toList();
        return vacant.isEmpty()
                ? Optional.empty()
                : Optional.of(LocalText.of(
                        "没有人担任角色 " + vacant.stream().map(LocalText::zh).collect(Collectors.joining("、")) + "。",
                        "Nobody has the role "
                                + vacant.stream().map(LocalText::en).collect(Collectors.joining(", ")) + "."));
    }

    @Override
    public String ask(Connection transaction, Request request) throws SQLException {
        Terms set = terms;
        Chain chain = approvers();
        Instant now = now();
        Optional<Approval> same = shelf.same(transaction, request, now);
        if (same.isPresent()) {
            return same.get().id();
        }
        List<String> roles = roles(set, chain, request);
        if (roles.isEmpty()) {
            throw new Problem(
                    409,
                    "nobody-approves",
                    LocalText.of(
                            "审批链中没有可以审批的角色，请在审批设置中补上。",
                            "There is no role in the chain that could approve this; name one in the settings."));
        }
        Approval approval = new Approval(
                UUID.randomUUID().toString().replace("-", ""),
                request,
                State.WAITING,
                now,
                now.plus(set.expires()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                IntStream.range(0, roles.size())
                        .mapToObj(i -> new Step(i + 1, roles.get(i), Optional.empty()))
                        .toList());
        chain.missing(approval).ifPresent(role -> {
            throw new Problem(
                    409,
                    "nobody-approves",
                    LocalText.of(
                            "没有其他人可以审批“" + holders.name(role).zh() + "”这一步：申请人、当事人不能审批，每人只能审批一步，"
                                    + "申请人近 90 天内任命的或新建、重置过账号的人也不算。请由另一位管理员申请，或先把这个角色交给另一位人员。",
                            "There is nobody else to approve the step "
                                    + holders.name(role).en()
                                    + ": neither who asks nor whom it is about may, nobody decides two steps, and whom"
                                    + " the asker has put in their place or given their account within 90 days does"
                                    + " not count. Let another administrator ask, or give somebody else that role"
                                    + " first."));
        });
        shelf.add(transaction, approval);
        alarms.set(transaction, WAIT, approval.id(), WaitAlarm.next(approval, now));
        tellTurn(transaction, approval, false);
        note(transaction, Doer.of(request.by()), "approvals.ask", approval);
        return approval.id();
    }

    @Override
    public Optional<String> state(String approval) {
        return shelf.transactions()
                .read(connection -> shelf.find(connection, approval))
                .map(found -> found.state().word());
    }

    private static List<String> roles(Terms set, Chain chain, Request request) {
        List<String> all = request.chain().isEmpty() ? set.chain() : request.chain();
        if (request.emergency().isPresent()) {
            if (all.size() < TWO) {
                throw new Problem(
                        409,
                        "no-emergency",
                        LocalText.of(
                                "审批链少于两步，没有紧急通道，请按正常流程申请。",
                                "With fewer than two steps there is no way for an emergency; ask as usual."));
            }
            return all.subList(all.size() - TWO, all.size());
        }
        return all.stream()
                .filter(role -> !role.equals(Chain.DEPARTMENT_HEAD) || chain.isLed(request.concerned()))
                .toList();
    }

    /** Tells whoever is to decide now; whom it was told before is not told again. */
    void tellTurn(Connection transaction, Approval approval, boolean again) throws SQLException {
        tellCentres(transaction, approval);
        Optional<Step> turn = approval.turn();
        if (turn.isPresent()) {
            for (Approver approver : approvers().of(approval, turn.get())) {
                letters()
                        .ask(
                                transaction,
                                approval,
                                turn.get().number(),
                                approver.person().id(),
                                again);
            }
        }
    }

    /** The platforms' approval centres hear how it stands, once this transaction is kept. */
    void tellCentres(Connection transaction, Approval approval) throws SQLException {
        alarms.set(transaction, CENTRE, approval.id(), now());
    }

    void note(Connection transaction, Doer doer, String verb, Approval approval) throws SQLException {
        audit.note(transaction, Deed.done(doer, verb, Deed.Thing.of("approval", approval.id())));
    }

    /** Nothing was decided, since it was not theirs to. */
    void noteRefused(Doer doer, String verb, String approval) {
        audit.note(Deed.refused(doer, verb, Deed.Thing.of("approval", approval)));
    }

    /** The same, beside what else comes of it. */
    void noteRefused(Connection transaction, Doer doer, String verb, String approval) throws SQLException {
        audit.note(transaction, Deed.refused(doer, verb, Deed.Thing.of("approval", approval)));
    }

    void wakeAt(Connection transaction, Approval approval, Instant at) throws SQLException {
        alarms.set(transaction, WAIT, approval.id(), at);
    }

    void sleep(Connection transaction, Approval approval) throws SQLException {
        alarms.cancel(transaction, WAIT, approval.id());
    }
}
