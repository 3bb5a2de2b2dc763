// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.board;

import java.util.List;
import org.huitong.api.operation.Check;
import org.huitong.hub.account.AccountBook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether every known account has its connector. */
@Component(service = Check.class)
public final class ConnectorsCheck implements Check {
    private final AccountBook accounts;

    @Activate
    public ConnectorsCheck(@Reference AccountBook accounts) {
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return "connectors";
    }

    @Override
    public Result result() {
        List<String> away = accounts.all().stream()
                .filter(a -> a.connector().isEmpty())
                .map(a -> a.name().toString())
                .toList();
        return away.isEmpty()
                ? Result.up(accounts.all().size() + " accounts")
                : Result.degraded("Without connector: " + String.join(", ", away)
                        + ". Switch its feature on, or delete its configuration.");
    }
}
