// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.access;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Recognises people by the name and password that they have elsewhere, such as a company's directory. Implemented by
 * plugs, registered as a service; access asks them in the order of their service ranking when somebody logs in whom no
 * local password lets in. Who is recognised still has to be somebody here, and may what that person may here.
 */
@ConsumerType
public interface PasswordProvider {
    /**
     * Asks. Called on the caller's thread, several at a time; to answer within some seconds, also where nobody answers
     * there. What it throws counts as not to be reached. Neither the name nor the password is to be logged.
     *
     * @param login as it was typed, in small letters: a login name or an employee number
     * @param password not empty; wiped by the caller afterwards
     */
    Recognition recognise(String login, char[] password);
}
