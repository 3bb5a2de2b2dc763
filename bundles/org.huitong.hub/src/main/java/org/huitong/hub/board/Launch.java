// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.board;

import java.util.List;
import java.util.Optional;
import org.huitong.api.connector.Profile;
import org.huitong.api.operation.Check;
import org.huitong.api.operation.Clearance;
import org.huitong.api.text.LocalText;
import org.huitong.hub.account.AccountBook;
import org.huitong.hub.account.AccountName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** What an account counts as: live where it is set so and nothing is lacking, else in trial, and {@code /health} says why. */
@Component(service = {Launch.class, Check.class})
public final class Launch implements Check {
    private static final LocalText NOBODY =
            LocalText.of("告知功能（notice）没有启用", "the feature notice is off, so nobody knows whether staff were told");

    private final AccountBook accounts;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Clearance clearance;

    @Activate
    public Launch(@Reference AccountBook accounts) {
        this.accounts = accounts;
    }

    Launch(AccountBook accounts, Clearance clearance) {
        this(accounts);
        this.clearance = clearance;
    }

    /** As the account counts, whatever its settings say. */
    Profile counted(AccountName account, Profile profile) {
        return !profile.live() || lacking(account).isEmpty() ? profile : profile.inTrial();
    }

    private Optional<LocalText> lacking(AccountName account) {
        Clearance asked = clearance;
        return asked == null ? Optional.of(NOBODY) : asked.lacking(account.platform(), account.account());
    }

    @Override
    public String name() {
        return "live";
    }

    @Override
    public Result result() {
        List<String> wrong = accounts.all().stream()
                .filter(account -> account.connector()
                        .filter(connector -> Switchboard.profile(account, connector)
                                .filter(Profile::live)
                                .isPresent())
                        .isPresent())
                .flatMap(account -> lacking(account.name()).stream().map(lack -> account.name() + ": " + lack.en()))
                .sorted()
                .toList();
        return wrong.isEmpty()
                ? Result.up("no account is live without what the law wants")
                : Result.degraded("Set to be live and counted as in trial: " + String.join("; ", wrong)
                        + ". See to it on the page Notice.");
    }
}
