// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.access;

/** The permissions that the platform itself asks for. A capability names its own, {@code <subject>.<verb>}. */
public final class Permissions {
    /** Manage the hub: brings every permission of the kind <i>manage</i>, and none of another kind. */
    public static final String ADMINISTER = "hub.administer";

    /** Brings every permission of the kind <i>content</i> but those on messages. */
    public static final String ALL_CONTENT = "content.administer";

    /** Brings every permission of the kind <i>security</i>. */
    public static final String ALL_SECURITY = "security.administer";

    /** Brings every permission of the kind <i>audit</i>. */
    public static final String ALL_AUDIT = "audit.administer";

    /** Read messages, as far as the scope reaches. */
    public static final String READ = "messages.read";

    /** Read every message of every platform; each read is logged. */
    public static final String READ_ALL = "messages.read.all";

    /** Read the text of messages that were taken back, of those that may be read. */
    public static final String READ_RECALLED = "messages.recalled";

    /** See the whole of what is masked, of the messages that may be read, each for a reason that is noted. */
    public static final String REVEAL = "messages.reveal";

    /** Write in rooms that may be read, and to people. */
    public static final String SEND = "messages.send";

    /** Take messages out of the hub, of those that may be read. */
    public static final String EXPORT = "messages.export";

    /** Say by hand of messages, of those that may be read, how important they are and what they are about. */
    public static final String TAG = "messages.tag";

    /** Say of messages, of those that may be read, that they are to be copied for whoever keeps them elsewhere. */
    public static final String NOMINATE = "messages.nominate";

    /** Say by hand whose a message is, and how secret. */
    public static final String ASSIGN = "messages.assign";

    /** See who else may read a message, of those that may be read, and by which right. */
    public static final String READERS_OF = "messages.readers";

    /** See how the connectors stand. */
    public static final String READ_CONNECTORS = "connectors.read";

    /** Connect accounts of platforms, change, pause and remove them. */
    public static final String CONNECT = "connectors.manage";

    /** See which deliveries could not be processed, and nothing of what is in them. */
    public static final String READ_DEAD_LETTERS = "dead-letters.read";

    /** Send deliveries that could not be processed again. */
    public static final String SEND_DEAD_LETTERS = "dead-letters.send";

    /** Throw deliveries away that could not be processed. */
    public static final String DISCARD_DEAD_LETTERS = "dead-letters.discard";

    /** Switch features on and off, bring bundles in and take them out. */
    public static final String EXTENSIONS = "extensions.manage";

    /** See how far readers are, and set them back. */
    public static final String READERS = "readers.manage";

    /** Read {@code /metrics} from elsewhere than this machine. */
    public static final String READ_METRICS = "metrics.read";

    /** Make, change and remove accounts, and give them permissions. */
    public static final String ACCOUNTS = "accounts.manage";

    /** Look at the hub through the eyes of somebody else, who is told of it. */
    public static final String VIEW_AS = "accounts.view-as";

    /**
     * Approve what others ask for. Nobody is given it: whoever leads others, or has a role that approves, has it by that;
     * their accounts are lent by nobody who does not look after all of the content.
     */
    public static final String DECIDE = "approvals.decide";

    private Permissions() {}
}
