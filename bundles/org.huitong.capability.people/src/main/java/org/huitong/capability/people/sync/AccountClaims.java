// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.people.Roster;
import org.huitong.capability.people.roster.RosterPicture;

/**
 * Whose the accounts of a file are. An id belongs to one person; a column that names no tenant means the only one that
 * its platform has here, or the first that will be seen.
 */
final class AccountClaims {
    private final Roster roster;
    private final Map<String, List<String>> tenants;
    private final List<Conflict> conflicts;
    private final Map<String, String> claimed = new HashMap<>();

    /** @param tenants that are known of each platform */
    AccountClaims(Roster roster, Map<String, List<String>> tenants, List<Conflict> conflicts) {
        this.roster = roster;
        this.tenants = tenants;
        this.conflicts = conflicts;
    }

    /** Those of before, and what the rows say more. */
    List<PlatformAccount> accounts(String person, List<PlatformAccount> before, Group group) {
        List<PlatformAccount> after = new ArrayList<>(before);
        group.accounts().distinct().forEach(cell -> tenant(group, cell).ifPresent(tenant -> {
            Optional<Person> other = cell.ids().stream()
                    .flatMap(id -> roster.holder(cell.platform(), tenant, id).stream())
                    .filter(holder -> !holder.id().equals(person))
                    .findFirst();
            boolean free = cell.ids().stream().allMatch(id -> free(cell.platform(), tenant, id, person));
            if (other.isPresent() || !free) {
                conflicts.add(Conflict.of(
                        group.lines(),
                        "account-taken",
                        "账号 " + cell.platform() + " " + cell.ids().get(0) + " 已属于"
                                + other.map(p -> "“" + p.name() + "”（" + p.employee() + "）")
                                        .orElse("文件中的另一个人") + "；没有改动。",
                        "The account " + cell.platform() + " " + cell.ids().get(0) + " is "
                                + other.map(p -> p.name() + " (" + p.employee() + ")")
                                        .orElse("another person of the file")
                                + "’s already; it was left alone."));
            } else {
                cell.ids().forEach(id -> claimed.put(key(cell.platform(), tenant, id), person));
                join(after, cell.platform(), tenant, cell.ids());
            }
        }));
        return after;
    }

    private boolean free(String platform, String tenant, String id, String person) {
        return claimed.getOrDefault(key(platform, tenant, id), person).equals(person);
    }

    private static String key(String platform, String tenant, String id) {
        return platform + "\n" + tenant + "\n" + id;
    }

    private Optional<String> tenant(Group group, Line.AccountCell cell) {
        List<String> known = tenants.getOrDefault(cell.platform(), List.of());
        if (cell.tenant().isEmpty() && known.size() > 1) {
            conflicts.add(Conflict.of(
                    group.lines(),
                    "tenant-unknown",
                    "平台 " + cell.platform() + " 有几个企业，请在表头写明，例如“企业微信账号@" + known.get(0) + "”。",
                    "The platform " + cell.platform()
                            + " has several tenants here; say which in the heading, as “wecom account@" + known.get(0)
                            + "”."));
            return Optional.empty();
        }
        return cell.tenant().or(() -> known.stream().findFirst()).or(() -> Optional.of(RosterPicture.FIRST_SEEN));
    }

    /** What the file says stands in front; an id of before stays, for what was said under it. */
    static void join(List<PlatformAccount> accounts, String platform, String tenant, List<String> ids) {
        for (int i = 0; i < accounts.size(); i++) {
            PlatformAccount one = accounts.get(i);
            if (one.on(platform, tenant)) {
                if (!one.ids().containsAll(ids)) {
                    Set<String> all = new LinkedHashSet<>(ids);
                    all.addAll(one.ids());
                    accounts.set(i, new PlatformAccount(platform, tenant, List.copyOf(all), one.name()));
                }
                return;
            }
        }
        accounts.add(new PlatformAccount(platform, tenant, ids, Optional.empty()));
    }
}
