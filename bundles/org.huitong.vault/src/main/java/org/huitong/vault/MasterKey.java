// SPDX-License-Identifier: Apache-2.0
package org.huitong.vault;

/** What wraps the keys of all classes and months; the keys themselves, and all that they locked, stay as they are. */
interface MasterKey {
    /**
     * Wraps every key anew, under a master key that is made for it, and throws the old one away, while all goes on.
     *
     * @return how many keys
     */
    int renew();
}
