package dev.reelcast.model;

/** What a user may see: a member only what is theirs, an administrator everything. */
public enum Role {
    ADMIN,
    MEMBER
}
