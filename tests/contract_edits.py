"""The small changes that people make to a schema, for tests/contract_grower.py."""
import copy


def places_of(schema):
    """Every schema in a schema, with what holds it."""
    found, todo = [], [({"": schema}, "")]
    while todo:
        holder, key = todo.pop()
        part = holder[key]
        if not isinstance(part, dict):
            continue
        found.append((holder, key))
        for keyword, value in part.items():
            if keyword in ("properties", "patternProperties", "dependentSchemas", "$defs"):
                todo += [(value, name) for name in value]
            elif keyword in ("allOf", "anyOf", "oneOf", "prefixItems"):
                todo += [(value, index) for index in range(len(value))]
            elif keyword not in ("enum", "const", "required", "dependentRequired"):
                todo.append((part, keyword))
    return found


class Edit:
    """One change of a schema, somewhere in it."""

    def __init__(self, grower, schema):
        self.grower, self.random = grower, grower.random
        self.box = {"": copy.deepcopy(schema)}

    def done(self):
        edits = [self.move_bound, self.change_list, self.change_required, self.change_property, self.drop, self.add,
                 self.make_nullable, self.change_branch, self.rewrite, self.replace]
        for _ in range(20):
            places = places_of(self.box[""])
            if places:
                holder, key = self.random.choice(places[1:] or places)
                if self.random.choice(edits)(holder, key, holder[key]):
                    break
        return self.box[""]

    def move_bound(self, _holder, _key, schema):
        keys = [key for key, value in schema.items() if isinstance(value, (int, float)) and not isinstance(value, bool)
                and key not in ("const", "multipleOf")]
        if keys:
            key = self.random.choice(sorted(keys))
            least = -9 if "imum" in key.lower() else 0
            schema[key] = max(least, schema[key] + self.random.choice([-2, -1, 1, 2]))
        return bool(keys)

    def change_list(self, _holder, _key, schema):
        if "enum" not in schema:
            return False
        others = [value for value in self.grower.words if value not in schema["enum"]]
        if len(schema["enum"]) > 1 and self.random.random() < 0.5:
            schema["enum"].pop()
        else:
            schema["enum"].append(self.random.choice(others))
        return True

    def change_required(self, _holder, _key, schema):
        if "properties" not in schema:
            return False
        names = schema.setdefault("required", [])
        name = self.random.choice(self.grower.names)
        schema["required"] = [other for other in names if other != name] if name in names else names + [name]
        return True

    def change_property(self, _holder, _key, schema):
        if "properties" not in schema:
            return False
        name = self.random.choice(self.grower.names)
        if schema["properties"].pop(name, None) is None:
            schema["properties"][name] = self.grower.field(0)
        return True

    def drop(self, _holder, _key, schema):
        keys = sorted(key for key in schema if key not in ("$defs", "$ref"))
        if keys:
            del schema[self.random.choice(keys)]
        return bool(keys)

    def add(self, _holder, _key, schema):
        if "$ref" in schema:
            return False
        fresh = {}
        grower = self.grower
        self.random.choice([grower.integer, grower.string, lambda made: grower.record(made, 0),
                            lambda made: grower.list_of(made, 0)])(fresh)
        key = self.random.choice(sorted(fresh))
        schema[key] = fresh[key]
        return True

    def make_nullable(self, holder, key, schema):
        is_in_list = schema == {"type": "null"}
        if not is_in_list and key != "":
            holder[key] = self.grower.nullable(schema)
        return not is_in_list and key != ""

    def change_branch(self, _holder, _key, schema):
        for key in ("oneOf", "anyOf", "allOf"):
            if key in schema and self.random.random() < 0.5 and len(schema[key]) > 1:
                schema[key].pop(self.random.randrange(len(schema[key])))
                return True
            if key in schema:
                schema[key].append(self.grower.field(1) if self.random.random() < 0.5 else self.grower.part(0))
                return True
        return False

    def replace(self, holder, key, _schema):
        fresh = self.grower.field(1)
        if key == "" or (holder is self.box[""].get("$defs") and "$ref" in fresh):  # which may lead to itself
            return False
        holder[key] = fresh
        return True

    def rewrite(self, holder, key, schema):
        """Says the same in other words."""
        definitions = self.box[""].get("$defs", {})
        ways = ["wrap", "twice"] if key != "" else []
        ways += [way for way, keyword in (("list", "const"), ("branches", "type"), ("split", "properties")) if keyword in schema]
        if "$ref" in schema:
            ways = ["inline"] * 3
        way = self.random.choice(ways or [None])
        if way == "inline" and isinstance(definitions.get(schema["$ref"].split("/")[-1]), dict):
            holder[key] = copy.deepcopy(definitions[schema["$ref"].split("/")[-1]])
        elif way == "wrap":
            holder[key] = {self.random.choice(["allOf", "anyOf", "oneOf"]): [schema]}
        elif way == "twice":
            holder[key] = {"not": {"not": schema}}
        elif way == "list":
            schema["enum"] = [schema.pop("const")]
        elif way == "branches" and isinstance(schema["type"], list) and "anyOf" not in schema:
            schema["anyOf"] = [{"type": one} for one in schema.pop("type")]
        elif way == "split" and "allOf" not in schema and "additionalProperties" not in schema:
            schema["allOf"] = [{"properties": schema.pop("properties")}]
        else:
            return False
        return True
