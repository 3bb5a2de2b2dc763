// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.api.connector.ApprovalCentre;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.people.Roster;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The accounts by which an approval centre is told. They come and go with their connectors. */
@Component(service = Centres.class)
public final class Centres {
    private final Map<ApprovalCentre, Account> accounts = new ConcurrentHashMap<>();

    /**
     * One of them.
     *
     * @param tenant whose people it knows; blank where the account does not say
     */
    record Account(String platform, String name, String tenant) {
        /** By which it knows somebody; empty where it does not. */
        Optional<List<String>> ids(Roster roster, String person) {
            return roster.person(person).flatMap(one -> one.accounts().stream()
                    .filter(account -> account.platform().equals(platform)
                            && (tenant.isBlank() || account.tenant().equals(tenant)))
                    .map(PlatformAccount::ids)
                    .findFirst());
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(ApprovalCentre centre, Map<String, Object> properties) {
        String pid = String.valueOf(properties.get("service.pid"));
        if (pid.indexOf('~') > 0 && properties.get("huitong.platform") instanceof String platform) {
            String name = pid.substring(pid.indexOf('~') + 1);
            accounts.put(centre, new Account(platform, name, centre.profile().tenant()));
        }
    }

    void remove(ApprovalCentre centre) {
        accounts.remove(centre);
    }

    /** Those that want to be told now. */
    List<Account> open() {
        return accounts.entrySet().stream()
                .filter(entry -> entry.getKey().isCentre())
                .map(Map.Entry::getValue)
                .toList();
    }
}
