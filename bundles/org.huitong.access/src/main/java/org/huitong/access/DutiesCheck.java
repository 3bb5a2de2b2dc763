// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.util.List;
import java.util.stream.Collectors;
import org.huitong.api.access.Permission.Kind;
import org.huitong.api.operation.Check;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether managing, security and audit lie in different hands (三员分立). That they do not is said, and is no fault. */
@Component(service = Check.class)
public final class DutiesCheck implements Check {
    private final Desk desk;
    private final Policy policy;

    @Activate
    public DutiesCheck(@Reference Desk desk, @Reference Policy policy) {
        this.desk = desk;
        this.policy = policy;
    }

    @Override
    public String name() {
        return "duties";
    }

    @Override
    public Result result() {
        List<String> both = desk.accounts().list().stream()
                .filter(account -> policy.kinds(account).size() > 1)
                .map(account -> account.name() + " (" + kinds(account) + ")")
                .toList();
        return both.isEmpty()
                ? Result.up("Managing, security and audit lie in different hands.")
                : Result.up("One account holds several kinds of permissions: " + String.join(", ", both)
                        + ". Give security and audit to others, on the page Logins, and have them take it back."
                        + " 同一账号持有多类权限，建议三员分立：请在“登录账号”中把安全与审计交给他人。");
    }

    private String kinds(Account account) {
        return policy.kinds(account).stream().map(Kind::word).collect(Collectors.joining(", "));
    }
}
