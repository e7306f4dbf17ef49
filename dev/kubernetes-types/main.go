// Command kubernetes-types prints the table of Kubernetes API types that Camber's manifest reader
// uses (kubernetes/src/main/resources/dev/camber/kubernetes/types/types.tsv). The table is made by
// reflection over client-go's scheme, so it is as complete as that scheme. Run it through
// ./update after changing a version in go.mod.
package main

import (
	"bufio"
	"encoding"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"sort"
	"strings"

	extv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	extv1beta1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1beta1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/kubernetes/scheme"
)

var (
	jsonUnmarshaler = reflect.TypeOf((*json.Unmarshaler)(nil)).Elem()
	textUnmarshaler = reflect.TypeOf((*encoding.TextUnmarshaler)(nil)).Elem()
)

type table struct {
	ids   map[reflect.Type]int
	lines []string
}

// id returns the number of a type's row, adding the row and those it needs.
func (t *table) id(typ reflect.Type) int {
	if id, ok := t.ids[typ]; ok {
		return id
	}
	id := len(t.ids)
	t.ids[typ] = id
	t.lines = append(t.lines, "")
	t.lines[id] = fmt.Sprintf("type\t%s\t%s", typ.String(), t.shape(typ))
	return id
}

// shape describes what a type is made of: a word, and the numbers of the types it refers to.
func (t *table) shape(typ reflect.Type) string {
	pointer := reflect.PointerTo(typ)
	switch {
	case typ.Kind() == reflect.Pointer:
		return fmt.Sprintf("pointer\t%d", t.id(typ.Elem()))
	case pointer.Implements(jsonUnmarshaler), pointer.Implements(textUnmarshaler):
		return "custom\t" + typ.PkgPath() + "." + typ.Name()
	}
	switch typ.Kind() {
	case reflect.String:
		return "string"
	case reflect.Bool:
		return "bool"
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		word := "int"
		if typ.Kind() >= reflect.Uint {
			word = "uint"
		}
		return fmt.Sprintf("%s\t%d", word, typ.Bits())
	case reflect.Float32, reflect.Float64:
		return "float"
	case reflect.Interface:
		return "any"
	case reflect.Slice:
		if typ.Elem().Kind() == reflect.Uint8 {
			return "bytes"
		}
		return fmt.Sprintf("list\t%d", t.id(typ.Elem()))
	case reflect.Map:
		if typ.Key().Kind() != reflect.String {
			panic("map key of " + typ.String())
		}
		return fmt.Sprintf("map\t%d", t.id(typ.Elem()))
	case reflect.Struct:
		return "struct\t" + typ.Name() + t.fields(typ, nil)
	}
	panic("no shape for " + typ.String())
}

// fields lists a struct's members: name, "o" if left out when empty, type, embedded structs on the way.
func (t *table) fields(typ reflect.Type, embedded []string) string {
	var out strings.Builder
	for i := 0; i < typ.NumField(); i++ {
		field := typ.Field(i)
		tag := field.Tag.Get("json")
		name, options, _ := strings.Cut(tag, ",")
		if tag == "-" || !field.IsExported() && !field.Anonymous {
			continue
		}
		if field.Anonymous && name == "" {
			if field.Type.Kind() != reflect.Struct {
				panic("embedded " + field.Type.String())
			}
			out.WriteString(t.fields(field.Type, append(append([]string{}, embedded...), field.Name)))
			continue
		}
		if name == "" {
			name = field.Name
		}
		flags := "-"
		if strings.Contains(","+options+",", ",omitempty,") {
			flags = "o"
		}
		if strings.Contains(options, "string") {
			panic("string option in " + typ.String())
		}
		fmt.Fprintf(&out, "\t%s %s %d", name, flags, t.id(field.Type))
		if len(embedded) > 0 {
			out.WriteString(" " + strings.Join(embedded, "."))
		}
	}
	return out.String()
}

func main() {
	all := scheme.Scheme
	for _, add := range []func(*runtime.Scheme) error{extv1.AddToScheme, extv1beta1.AddToScheme} {
		if err := add(all); err != nil {
			panic(err)
		}
	}
	known := all.AllKnownTypes()
	var kinds []schema.GroupVersionKind
	for kind := range known {
		if kind.Version != runtime.APIVersionInternal {
			kinds = append(kinds, kind)
		}
	}
	sort.Slice(kinds, func(i, j int) bool { return kinds[i].String() < kinds[j].String() })

	types := &table{ids: map[reflect.Type]int{}}
	var rows []string
	statuses := map[int]bool{}
	for _, kind := range kinds {
		typ := known[kind]
		id := types.id(typ)
		rows = append(rows, fmt.Sprintf("kind\t%s\t%s\t%d", kind.GroupVersion(), kind.Kind, id))
		if status, ok := typ.FieldByName("Status"); ok && status.Type.Kind() == reflect.Struct {
			statuses[types.id(status.Type)] = true
		}
	}
	w := bufio.NewWriter(os.Stdout)
	defer w.Flush()
	for _, line := range types.lines {
		fmt.Fprintln(w, line)
	}
	var ids []int
	for id := range statuses {
		ids = append(ids, id)
	}
	sort.Ints(ids)
	for _, id := range ids {
		fmt.Fprintf(w, "status\t%d\n", id)
	}
	for _, row := range rows {
		fmt.Fprintln(w, row)
	}
}
