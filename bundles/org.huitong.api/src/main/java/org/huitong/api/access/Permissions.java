// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.access;

/** The permissions that the platform itself asks for. A capability names its own, {@code <subject>.<verb>}. */
public final class Permissions {
    /** Manage the hub: configuration, bundles, accounts, the web console. Grants no reading of messages. */
    public static final String ADMINISTER = "hub.administer";

    /** Read every message of every platform; each read is logged. */
    public static final String READ_ALL = "messages.read.all";

    /** Read {@code /metrics} from elsewhere than this machine. */
    public static final String READ_METRICS = "metrics.read";

    private Permissions() {}
}
