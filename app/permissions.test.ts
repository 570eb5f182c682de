import { describe, expect, test } from "vitest";
import { can, projectReach } from "./permissions.ts";

const person = (role: "owner" | "admin" | "member" | "viewer", id = "user_1") => ({ id, role });
const theirs = { createdBy: "user_2", isPublic: false };
const theirsPublic = { createdBy: "user_2", isPublic: true };
const own = { createdBy: "user_1", isPublic: false };

describe("roles", () => {
  test("only an owner manages the workspace itself", () => {
    expect(can(person("owner"), "organization:manage")).toBe(true);
    for (const role of ["admin", "member", "viewer"] as const)
      expect(can(person(role), "organization:manage")).toBe(false);
  });

  test("owners and admins manage members and categories, and nobody else does", () => {
    for (const action of ["members:manage", "categories:manage"] as const) {
      for (const role of ["owner", "admin"] as const) expect(can(person(role), action)).toBe(true);
      for (const role of ["member", "viewer"] as const) expect(can(person(role), action)).toBe(false);
    }
  });

  test.each(["owner", "admin"] as const)("an %s sees, edits and deletes every project", (role) => {
    for (const verb of ["view", "edit", "delete"] as const) {
      expect(can(person(role), `projects:${verb}`, theirs)).toBe(true);
      expect(projectReach(person(role), verb)).toEqual({ all: true });
    }
  });

  test("a member creates projects, sees public and own ones, and changes only own ones", () => {
    const member = person("member");
    expect(can(member, "projects:create")).toBe(true);
    expect(can(member, "projects:view", theirs)).toBe(false);
    expect(can(member, "projects:view", theirsPublic)).toBe(true);
    expect(can(member, "projects:view", own)).toBe(true);
    expect(can(member, "projects:edit", theirsPublic)).toBe(false);
    expect(can(member, "projects:edit", own)).toBe(true);
    expect(can(member, "projects:delete", own)).toBe(true);
    expect(can(member, "projects:delete", theirsPublic)).toBe(false);
    expect(projectReach(member, "view")).toEqual({ ownedBy: "user_1", isPublic: true });
    expect(projectReach(member, "edit")).toEqual({ ownedBy: "user_1" });
    expect(projectReach(member, "delete")).toEqual({ ownedBy: "user_1" });
  });

  test("a viewer sees public projects and changes nothing, not even what was once their own", () => {
    const viewer = person("viewer");
    expect(can(viewer, "projects:create")).toBe(false);
    expect(can(viewer, "projects:view", theirsPublic)).toBe(true);
    expect(can(viewer, "projects:view", own)).toBe(false);
    expect(can(viewer, "projects:edit", own)).toBe(false);
    expect(projectReach(viewer, "edit")).toEqual({});
    expect(projectReach(viewer, "delete")).toEqual({});
    expect(projectReach(viewer, "comment")).toEqual({});
  });

  test("whoever makes projects comments what they see; owners and admins delete what others said", () => {
    expect(can(person("member"), "projects:comment", theirsPublic)).toBe(true);
    expect(can(person("member"), "projects:comment", theirs)).toBe(false);
    expect(can(person("viewer"), "projects:comment", theirsPublic)).toBe(false);
    expect(projectReach(person("member"), "comment")).toEqual(projectReach(person("member"), "view"));
    for (const role of ["owner", "admin"] as const) {
      expect(can(person(role), "projects:comment", theirs)).toBe(true);
      expect(can(person(role), "comments:delete:all")).toBe(true);
    }
    for (const role of ["member", "viewer"] as const)
      expect(can(person(role), "comments:delete:all")).toBe(false);
  });
});
