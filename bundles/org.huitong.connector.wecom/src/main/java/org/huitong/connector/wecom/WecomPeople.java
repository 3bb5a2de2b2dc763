// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.util.Optional;
import java.util.regex.Pattern;
import org.huitong.api.message.Sender;

/** Who speaks, by the ids of WeCom. Pure. */
final class WecomPeople {
    /** Customers have long ids made by the platform, {@code wm} of WeChat users and {@code wo} of others. */
    private static final Pattern CUSTOMER = Pattern.compile("wm[A-Za-z0-9_-]{18,}");

    private static final Pattern CUSTOMER_OR_MEMBER = Pattern.compile("wo[A-Za-z0-9_-]{18,}");

    private WecomPeople() {}

    /**
     * Somebody of the tenant, of another company, or of none.
     *
     * @param id {@code company/id} of a member of a linked company
     * @param company where the call names it beside the id
     */
    static Sender sender(String id, Optional<String> company, String tenant) {
        int slash = id.indexOf('/');
        if (slash > 0 && slash < id.length() - 1) {
            return sender(id.substring(slash + 1), Optional.of(id.substring(0, slash)), tenant);
        }
        Sender sender = isCustomer(id, tenant) ? Sender.customer(id, null) : Sender.person(id);
        return company.filter(other -> !other.equals(tenant)).map(sender::of).orElse(sender);
    }

    /** To an application that is run for other companies, their members have ids that begin with {@code wo}, too. */
    private static boolean isCustomer(String id, String tenant) {
        return id.startsWith("w") && isLongId(id, tenant);
    }

    private static boolean isLongId(String id, String tenant) {
        return CUSTOMER.matcher(id).matches()
                || !tenant.startsWith("wp") && CUSTOMER_OR_MEMBER.matcher(id).matches();
    }
}
