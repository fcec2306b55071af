package dev.reelcast.model;

import java.util.UUID;

/**
 * On whose behalf data is read or changed. Every query of owned rows takes one: a member's reaches only their own.
 *
 * @param userId who asks
 * @param role what they may see
 */
public record Viewer(UUID userId, Role role) {

    /** Whether rows of every owner may be seen. */
    public boolean seesAll() {
        return role == Role.ADMIN;
    }
}
