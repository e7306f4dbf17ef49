// Lists, watches and changes the objects of a session with the client library that Kubernetes'
// own programs use, and says what it saw, one line each. The test that starts it reads the lines.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/watch"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/tools/clientcmd"
)

var configMaps = schema.GroupVersionResource{
	Group: "tilt.dev", Version: "v1alpha1", Resource: "configmaps",
}

func main() {
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func configMap(name, value string) *unstructured.Unstructured {
	return &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "tilt.dev/v1alpha1",
		"kind":       "ConfigMap",
		"metadata":   map[string]any{"name": name, "labels": map[string]any{"by": "go"}},
		"data":       map[string]any{"value": value},
	}}
}

func run(kubeconfig, kubecontext string) error {
	config, err := clientcmd.NewNonInteractiveDeferredLoadingClientConfig(
		&clientcmd.ClientConfigLoadingRules{ExplicitPath: kubeconfig},
		&clientcmd.ConfigOverrides{CurrentContext: kubecontext}).ClientConfig()
	if err != nil {
		return err
	}
	client, err := dynamic.NewForConfig(config)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	maps := client.Resource(configMaps)
	mine := metav1.ListOptions{LabelSelector: "by=go"}

	for _, name := range []string{"go-1", "go-2", "go-3"} {
		if _, err := maps.Create(ctx, configMap(name, "one"), metav1.CreateOptions{}); err != nil {
			return err
		}
	}
	page, err := maps.List(ctx, metav1.ListOptions{LabelSelector: "by=go", Limit: 2})
	if err != nil {
		return err
	}
	rest, err := maps.List(ctx,
		metav1.ListOptions{LabelSelector: "by=go", Limit: 2, Continue: page.GetContinue()})
	if err != nil {
		return err
	}
	fmt.Printf("pages %d %d\n", len(page.Items), len(rest.Items))

	list, err := maps.List(ctx, mine)
	if err != nil {
		return err
	}
	from := mine
	from.ResourceVersion = list.GetResourceVersion()
	from.AllowWatchBookmarks = true
	events, err := maps.Watch(ctx, from)
	if err != nil {
		return err
	}
	defer events.Stop()
	if err := change(ctx, maps); err != nil {
		return err
	}
	for seen := 0; seen < 5; {
		select {
		case event, open := <-events.ResultChan():
			if !open {
				return errors.New("the watch ended")
			}
			if event.Type == watch.Bookmark {
				continue
			}
			object := event.Object.(*unstructured.Unstructured)
			value, _, _ := unstructured.NestedString(object.Object, "data", "value")
			fmt.Printf("%s %s %s\n", event.Type, object.GetName(), value)
			seen++
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	old := mine
	old.ResourceVersion = "999999999"
	if gone, err := maps.Watch(ctx, old); err != nil {
		fmt.Printf("expired %t\n", apierrors.IsResourceExpired(err) || apierrors.IsGone(err))
	} else {
		event := <-gone.ResultChan()
		fmt.Printf("expired %t\n", apierrors.IsResourceExpired(apierrors.FromObject(event.Object)))
	}
	return nil
}

func change(ctx context.Context, maps dynamic.NamespaceableResourceInterface) error {
	patches := []struct {
		form types.PatchType
		body string
	}{
		{types.MergePatchType, `{"data":{"value":"merged"}}`},
		{types.JSONPatchType, `[{"op":"replace","path":"/data/value","value":"replaced"}]`},
		{types.StrategicMergePatchType, `{"data":{"value":"strategic"}}`},
	}
	for _, p := range patches {
		_, err := maps.Patch(ctx, "go-1", p.form, []byte(p.body), metav1.PatchOptions{})
		if err != nil {
			return err
		}
	}
	applied := configMap("go-1", "applied")
	_, err := maps.Apply(ctx, "go-1", applied, metav1.ApplyOptions{FieldManager: "go"})
	fmt.Printf("conflict %t\n", apierrors.IsConflict(err))
	_, err = maps.Apply(ctx, "go-1", applied, metav1.ApplyOptions{FieldManager: "go", Force: true})
	if err != nil {
		return err
	}
	wrong := types.UID("not-this-one")
	err = maps.Delete(ctx, "go-1",
		metav1.DeleteOptions{Preconditions: &metav1.Preconditions{UID: &wrong}})
	fmt.Printf("kept %t\n", apierrors.IsConflict(err))
	return maps.Delete(ctx, "go-1", metav1.DeleteOptions{})
}
