// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.util.List;
import org.huitong.api.access.Permissions;
import org.huitong.api.access.Readership;
import org.huitong.api.access.Right;
import org.huitong.api.filter.Facts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells by what {@link Policy} lets somebody read. */
@Component(service = Readership.class)
public final class Reasons implements Readership {
    private final Policy policy;
    private final Desk desk;

    @Activate
    public Reasons(@Reference Policy policy, @Reference Desk desk) {
        this.policy = policy;
        this.desk = desk;
    }

    @Override
    public List<Right> admitting(String person, Facts message) {
        return policy.admitting(person, message);
    }

    @Override
    public List<Login> logins() {
        return desk.accounts().list().stream()
                .filter(Account::isOpen)
                .map(account -> new Login(
                        account.name(),
                        account.display(),
                        account.person(),
                        account.permissions().contains(Permissions.READ_ALL)))
                .toList();
    }
}
