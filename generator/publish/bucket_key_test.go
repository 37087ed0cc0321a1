package publish

import (
	"errors"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/minio/minio-go/v7/pkg/credentials"
)

// TestKeyOf looks for keys where they may be.
func TestKeyOf(t *testing.T) {
	const (
		aws   = "[default]\naws_access_key_id = FILE\naws_secret_access_key = hunter-file\n[other]\naws_access_key_id = OTHER\naws_secret_access_key = hunter-other\naws_session_token = hunter-token\n[half]\naws_access_key_id = HALF\n"
		mc    = `{"version": "10", "aliases": {"s3": {"url": "https://s3.amazonaws.com", "accessKey": "S3", "secretKey": "hunter-s3"}, "ours": {"url": "https://minio.example.org", "accessKey": "MC", "secretKey": "hunter-mc"}}}`
		where = "AWS_ACCESS_KEY_ID"
	)
	for name, c := range map[string]struct {
		environment map[string]string
		aws, mc     string // files below HOME
		want        [3]string
		missing     string
	}{
		"environment":        {map[string]string{"AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "hunter-a", "MINIO_ACCESS_KEY": "M", "MINIO_SECRET_KEY": "hunter-m"}, aws, mc, [3]string{"A", "hunter-a", ""}, ""},
		"temporary":          {map[string]string{"AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "hunter-a", "AWS_SESSION_TOKEN": "hunter-t"}, aws, mc, [3]string{"A", "hunter-a", "hunter-t"}, ""},
		"minio":              {map[string]string{"MINIO_ROOT_USER": "R", "MINIO_ROOT_PASSWORD": "hunter-r"}, aws, mc, [3]string{"R", "hunter-r", ""}, ""},
		"half":               {map[string]string{"AWS_SECRET_ACCESS_KEY": "hunter-a"}, aws, mc, [3]string{}, `has "AWS_SECRET_ACCESS_KEY", but not "AWS_ACCESS_KEY_ID"`},
		"other half":         {map[string]string{"MINIO_ACCESS_KEY": "M"}, aws, mc, [3]string{}, `but not "MINIO_SECRET_KEY"`},
		"file":               {nil, aws, mc, [3]string{"FILE", "hunter-file", ""}, ""},
		"profile":            {map[string]string{"AWS_PROFILE": "other"}, aws, mc, [3]string{"OTHER", "hunter-other", "hunter-token"}, ""},
		"no profile":         {map[string]string{"AWS_PROFILE": "nobody"}, aws, mc, [3]string{}, `"nobody"`},
		"half a profile":     {map[string]string{"AWS_PROFILE": "half"}, aws, mc, [3]string{}, `"half"`},
		"mc":                 {nil, "", mc, [3]string{"MC", "hunter-mc", ""}, ""},
		"damaged aws":        {nil, "hunter-file\n[[", mc, [3]string{"MC", "hunter-mc", ""}, ""},
		"damaged mc":         {nil, "", mc[:len(mc)-9], [3]string{}, where},
		"nothing":            {nil, "", "", [3]string{}, where},
		"nowhere":            {map[string]string{"HOME": ""}, aws, mc, [3]string{}, where},
		"a role gives none":  {map[string]string{"AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:1/hunter"}, "", "", [3]string{}, "AWS_CONTAINER_CREDENTIALS_FULL_URI"},
		"a role has no file": {map[string]string{"AWS_WEB_IDENTITY_TOKEN_FILE": "/nowhere/hunter"}, "", "", [3]string{}, "AWS_WEB_IDENTITY_TOKEN_FILE"},
	} {
		t.Run(name, func(t *testing.T) {
			variables := map[string]string{"HOME": t.TempDir()}
			maps.Copy(variables, c.environment)
			for file, text := range map[string]string{".aws/credentials": c.aws, ".mc/config.json": c.mc} {
				file = filepath.Join(variables["HOME"], file)
				if text == "" || variables["HOME"] == "" {
					continue
				}
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			key, err := keyOf(place{host: "minio.example.org", secure: true}, environment(variables))
			var value credentials.Value
			if err == nil {
				value, err = key.GetWithContext(nil)
			}
			if got := [3]string{value.AccessKeyID, value.SecretAccessKey, value.SessionToken}; got != c.want {
				t.Errorf("the key is %q, want %q", got, c.want)
			}
			var problem *Problem
			switch {
			case c.missing == "" && err != nil:
				t.Error(err)
			case c.missing != "" && (!errors.As(err, &problem) || problem.Kind != NoKey || !strings.Contains(problem.Text().English, c.missing) || strings.Contains(problem.Text().English+problem.Text().Chinese, "hunter")):
				t.Errorf("%v; want %s with %q and without secrets", err, NoKey, c.missing)
			}
		})
	}
}

// TestKeyOfFile reads the file that the environment names.
func TestKeyOfFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "keys")
	if err := os.WriteFile(file, []byte("[default]\naws_access_key_id = A\naws_secret_access_key = hunter\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	key, err := keyOf(place{}, environment(map[string]string{"AWS_SHARED_CREDENTIALS_FILE": file}))
	if err != nil {
		t.Fatal(err)
	}
	if value, err := key.GetWithContext(nil); err != nil || value.AccessKeyID != "A" {
		t.Errorf("%q, %v", value.AccessKeyID, err)
	}
}

// TestRole asks for the key of a role.
func TestRole(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Write([]byte(`{"AccessKeyId": "ROLE", "SecretAccessKey": "hunter", "Token": "token", "Expiration": "2999-01-01T00:00:00Z"}`))
	}))
	defer server.Close()
	key, err := keyOf(place{}, environment(map[string]string{"AWS_CONTAINER_CREDENTIALS_FULL_URI": server.URL}))
	if err != nil {
		t.Fatal(err)
	}
	if value, err := key.GetWithContext(nil); err != nil || value.AccessKeyID != "ROLE" || value.SessionToken != "token" {
		t.Errorf("%q, %v", value.AccessKeyID, err)
	}
}
