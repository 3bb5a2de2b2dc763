// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.edition;

/** What people edit here: a post of a company, with a word for id, as roles have. */
record Post(String id, int version, String title) {
    Post as(String otherId, int otherVersion) {
        return new Post(otherId, otherVersion, title);
    }

    Post titled(String other) {
        return new Post(id, version, other);
    }

    Post seen(int other) {
        return new Post(id, other, title);
    }
}
