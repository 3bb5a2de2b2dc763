// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.platform;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.clock.Clock;
import org.huitong.api.connector.Directory.Withheld;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
import org.huitong.api.text.LocalText;
import org.huitong.capability.people.account.AccountDesk;
import org.huitong.capability.people.account.Listed;
import org.huitong.capability.people.account.ListedAccounts;
import org.huitong.capability.people.account.Seen.Place;
import org.huitong.capability.people.roster.RosterKeeper;
import org.huitong.capability.people.sync.Completion.Claim;
import org.huitong.capability.people.sync.LastSync;
import org.huitong.capability.people.sync.Source.Taking;
import org.huitong.capability.people.sync.SyncDesk;
import org.huitong.capability.people.sync.SyncPlan;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What becomes of a directory that was read. Of the lists that tell of people a platform comes last: it completes what is
 * known of those whose accounts are written down; accounts that are nobody's wait in the workbench with what speaks for
 * whose they are. Only where the operator says that a platform leads a company, and it holds nobody back, is its list
 * taken for the whole company, as a file's.
 */
@Component(service = Findings.class)
public final class Findings {
    private static final LocalText NOT_WHOLE = LocalText.of(
            "平台没有给出全部人员，所以没有当作完整名单：没有人因此离职或新增。",
            "The platform does not tell of everybody, so this was not taken for the whole list: nobody was added or let go.");

    private final SyncDesk desk;
    private final AccountDesk accounts;
    private final ListedAccounts listed;
    private final RosterKeeper keeper;
    private final Clock clock;

    @Activate
    public Findings(
            @Reference SyncDesk desk,
            @Reference AccountDesk accounts,
            @Reference ListedAccounts listed,
            @Reference RosterKeeper keeper,
            @Reference Clock clock) {
        this.desk = desk;
        this.accounts = accounts;
        this.listed = listed;
        this.keeper = keeper;
        this.clock = clock;
    }

    /**
     * A directory as it was read.
     *
     * @param name of the directory
     * @param leads the company whose list it is, where it leads one
     */
    record Told(String name, String platform, String tenant, Pages pages, Optional<String> leads) {
        /** The company whose whole list it is. */
        Optional<String> leading() {
            return leads.filter(company -> isWhole());
        }

        boolean isWhole() {
            return pages.withheld().stream().noneMatch(Withheld::people);
        }

        List<Claim> claims() {
            return pages.members().stream()
                    .map(one -> new Claim(platform, tenant, one.ids(), one.post(), one.mail(), one.mobile()))
                    .toList();
        }

        List<LocalText> withheld() {
            List<LocalText> withheld = new ArrayList<>(
                    pages.withheld().stream().map(Withheld::what).toList());
            if (leads.isPresent() && !isWhole()) {
                withheld.add(NOT_WHOLE);
            }
            return withheld;
        }

        private byte[] list(Roster roster, String company) {
            return MemberList.of(roster, platform, tenant, company, pages);
        }
    }

    LastSync take(Told told, Taking taking, String by) {
        return taking == Taking.SHOW ? show(told, by) : carryOut(told, by);
    }

    private LastSync carryOut(Told told, String by) {
        accounts.settle(told.platform(), told.tenant());
        Optional<SyncDesk.Told> synced =
                told.leading().map(company -> desk.sync(told.list(keeper.roster(), company), told.name(), by));
        SyncPlan plan = synced.map(SyncDesk.Told::plan).orElseGet(() -> desk.complete(told.claims(), told.name(), by));
        List<Listed> nobodys = nobodys(keeper.roster(), told);
        listed.replace(told.platform(), told.tenant(), nobodys);
        boolean done = synced.map(SyncDesk.Told::done).orElse(true);
        Optional<String> waits = done ? Optional.empty() : synced.map(SyncDesk.Told::id);
        return came(told, by, done ? "done" : "braked", plan, nobodys.size(), waits);
    }

    /** Changes nothing, neither of people nor of what is listed. */
    private LastSync show(Told told, String by) {
        SyncDesk.Told plan = told.leading()
                .map(company -> desk.plan(told.list(keeper.roster(), company), told.name(), by))
                .orElseGet(() -> desk.plan(told.claims(), told.name(), by));
        return came(
                told, by, "shown", plan.plan(), nobodys(keeper.roster(), told).size(), Optional.of(plan.id()));
    }

    private LastSync came(Told told, String by, String state, SyncPlan plan, int nobodys, Optional<String> waits) {
        int members = told.pages().members().size();
        return new LastSync(
                clock.instant(),
                by,
                state,
                words(plan, members, nobodys, !state.equals("braked")),
                members,
                nobodys,
                waits,
                plan.differences(),
                plan.conflicts(),
                told.withheld());
    }

    private List<Listed> nobodys(Roster roster, Told told) {
        Instant now = clock.instant();
        String platform = told.platform();
        String tenant = told.tenant();
        Pages pages = told.pages();
        return pages.members().stream()
                .filter(one -> one.ids().stream().allMatch(id -> roster.holder(platform, tenant, id)
                        .filter(Person::active)
                        .isEmpty()))
                .map(one -> new Listed(
                        new Place(platform, tenant, one.ids().get(0)),
                        one.ids(),
                        now,
                        one.name(),
                        one.employee(),
                        one.mail(),
                        one.mobile(),
                        pages.paths(one),
                        false))
                .toList();
    }

    private static LocalText words(SyncPlan plan, int members, int nobodys, boolean done) {
        int added = plan.count("added") + plan.count("returned");
        String waiting = nobodys == 0 ? "" : "；" + nobodys + " 个账号待登记";
        String toDo = nobodys == 0 ? "" : "; " + nobodys + " accounts are nobody’s yet";
        String held = done ? "" : "，已停下等待理由";
        String stopped = done ? "" : ", held by the brake until somebody gives a reason";
        return LocalText.of(
                "共 " + members + " 人：新增 " + added + "，变更 " + plan.count("changed") + "，离职 " + plan.count("left")
                        + "，未执行 " + plan.conflicts().size() + held + waiting + "。",
                members + " people: " + added + " added, " + plan.count("changed") + " changed, " + plan.count("left")
                        + " left, " + plan.conflicts().size() + " not done" + stopped + toDo + ".");
    }
}
