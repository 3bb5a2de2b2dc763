// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

/** Why a call is not let in, with the HTTP status and the word that its sender is told. */
public enum Refusal {
    /** The signature is missing or does not match the bytes. */
    SIGNATURE(401, "bad-signature"),
    /** Signed, but too long ago or in the future. */
    STALE(401, "stale-timestamp"),
    /** Signed rightly, but made for another company or application. */
    RECIPIENT(403, "wrong-recipient"),
    /** Cannot be read as what this platform sends. */
    MALFORMED(400, "malformed"),
    /** This door does not speak that method. */
    METHOD(405, "method-not-allowed"),
    /** The account lacks the setting that this kind of call needs. */
    NOT_CONFIGURED(403, "not-configured");

    private final int status;
    private final String word;

    Refusal(int status, String word) {
        this.status = status;
        this.word = word;
    }

    public int status() {
        return status;
    }

    public String word() {
        return word;
    }
}
