// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.roster;

/** How long a list of people can be undone; the same file as that of the directories, which describes it. */
@interface UndoConfig {
    String undo() default "PT30M";
}
