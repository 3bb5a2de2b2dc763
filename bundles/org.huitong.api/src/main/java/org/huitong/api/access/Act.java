// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.access;

/**
 * What somebody wants to do, by the word of the permission that it needs.
 *
 * @param word {@code <subject>.<verb>}, such as {@code rules.write}
 */
public record Act(String word) {
    public Act {
        if (word.isBlank()) {
            throw new IllegalArgumentException("an act has a word");
        }
    }

    public static Act of(String word) {
        return new Act(word);
    }
}
