// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import org.huitong.api.web.Problem;

/** Every way in which access says no. */
final class Refused {
    private Refused() {}

    static Problem bad(String detail) {
        return Problem.badRequest(detail);
    }

    static Problem conflict(String detail) {
        return new Problem(409, "conflict", detail);
    }

    static Problem badName() {
        return new Problem(
                400,
                "bad-account-name",
                "An account is named in letters a–z, digits and . _ @ -, beginning with one of the first two,"
                        + " at most 64 of them.");
    }

    static Problem badPermission() {
        return new Problem(400, "bad-permission", "A permission reads <subject>.<verb>, in small letters.");
    }

    static Problem nameTaken() {
        return new Problem(409, "account-exists", "There is an account of that name already.");
    }

    static Problem lastAdministrator() {
        return new Problem(409, "last-administrator", "This is the last administrator. Make another one first.");
    }

    /** @param detail who could do it */
    static Problem ownAccount(String detail) {
        return new Problem(403, "own-account", detail);
    }

    static Problem guarded(String word) {
        return new Problem(
                403, "guarded-permission", "Only who holds " + word + " may decide on accounts that hold it.");
    }

    static Problem forbidden(String detail) {
        return Problem.forbidden(detail);
    }

    static Problem weak(String detail) {
        return new Problem(400, "weak-password", detail);
    }

    static Problem noSuchAccount() {
        return Problem.notFound("account");
    }

    static Problem wrongCredentials() {
        return new Problem(401, "wrong-credentials", "The name or the password is wrong.");
    }

    static Problem wrongPassword() {
        return new Problem(403, "wrong-password", "The old password is wrong.");
    }

    static Problem braked(long seconds) {
        return new Problem(429, "too-many-tries", "Too many wrong tries. Try again in " + seconds + " s.");
    }

    static Problem busy() {
        return new Problem(503, "busy", "Too many people are logging in right now. Try again in a few seconds.");
    }
}
